"""Parameters are texts: from what a file or a command line holds to the text CloudFormation gets."""

from datetime import date, time
from typing import Any

_SPACE = "".join(map(chr, range(0x21)))
_LONGEST_SHOWN = 80


def given_text(value: Any) -> str | None:
    """The text of a scalar as a CLI user would write it (``true``, ``1``); None for anything else."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _digits(value)
    return value.isoformat() if isinstance(value, date | time) else None


def joined_text(value: Any) -> str | None:
    """The text of a scalar, or of a list of scalars joined with commas."""
    if not isinstance(value, list | tuple):
        return given_text(value)
    texts = [given_text(member) for member in value]
    return None if None in texts else ",".join(text for text in texts if text is not None)


def members(text: str) -> list[str]:
    """The members of a comma-delimited list, each trimmed; an empty text is one empty member.

    Source: the Parameters page ("each member string is space trimmed", "one more than the total number of commas").
    """
    return [member.strip(_SPACE) for member in text.split(",")]


def shown(text: str) -> str:
    """A value for a message: quoted, and cut where it is long."""
    return repr(text) if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]!r}... ({len(text)} characters)"


def _digits(value: float) -> str | None:
    try:
        return str(value)
    except ValueError:  # Python writes no integer of more than 4,300 digits
        return None
