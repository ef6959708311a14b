"""From the text of an option to its value; whatever is wrong is an InputError with a remedy."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tapstack.findings import InputError


def regions(values: Sequence[str]) -> tuple[str, ...]:
    """Known regions, each once, in the order given."""
    for value in values:
        known_region(value)
    if len(set(values)) < len(values):
        raise InputError("A region is named twice.", remedy="Name each region once, in the order of deployment.")
    return tuple(values)


def known_region(name: str, file: Path | None = None) -> str:
    """``name`` itself, if AWS has such a region; ``file`` is where it was read."""
    from tapstack.facts import regions as facts

    if not facts.is_region(name):
        near = facts.suggestion(name)
        remedy = f"Did you mean {near!r}?" if near else "Write it as AWS does, for example us-east-1."
        raise InputError(f"Unknown region {name!r}.", remedy=remedy, file=file)
    return name


def region(values: Sequence[str]) -> str | None:
    """One known region, or none."""
    if len(values) > 1:
        raise InputError("More than one region is named.", remedy="Name one; run the command again for the other.")
    return known_region(values[0]) if values else None


def path(value: str | None) -> str | None:
    """A path as it was written, if there is anything written."""
    if value == "":
        raise InputError("An empty text is no path.", remedy="Name a file, or leave the option out.")
    return value


def paths(values: Sequence[str]) -> tuple[str, ...]:
    """Each file once, in the order given, as it was first written."""
    named: dict[str, str] = {}
    for value in values:
        path(value)
        named.setdefault(os.path.realpath(value), value)
    return tuple(named.values())


def parameters(values: Sequence[str], option: str = "--parameter", what: str = "Parameter") -> dict[str, str]:
    """Name to text; ``option`` is where they were given, ``what`` is what they are.

    Values are never repeated in a message: they may be secret.
    """
    given: dict[str, str] = {}
    for number, value in enumerate(values, start=1):
        name, equals, text = value.partition("=")
        if not equals or not name:
            raise InputError(f"{option} number {number} has no name and '='.", remedy=f"Write {option} NAME=VALUE.")
        if name in given:
            raise InputError(f"{what} {name!r} is given twice.", remedy="Give it once.")
        given[name] = text
    return given


def account_id(value: str | None) -> str | None:
    """Twelve digits."""
    if value is not None and not (len(value) == 12 and value.isascii() and value.isdigit()):
        raise InputError(f"{value!r} is not an AWS account id.", remedy="Write its 12 digits, without dashes.")
    return value


def day(value: str | None) -> date:
    """A date; today if none is given."""
    if value is None:
        return date.today()  # noqa: DTZ011  the user's day
    try:
        found = date.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise InputError(f"{value!r} is not a date.", remedy="Write it as YYYY-MM-DD.")
    return found
