"""Properties in the forms that services take and tell: other names for the same members, JSON as text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tapstack.simulate.resources import UnsupportedError, Wanted


def pick(given: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The members of these names that are given."""
    return {name: given[name] for name in names if given.get(name) is not None}


def renamed(given: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The members that are given, under the names that the service has for them."""
    return {other: given[name] for name, other in names.items() if given.get(name) is not None}


def lower(value: Any) -> Any:
    """With the first letter of every member's name in lower case, at any depth."""
    if isinstance(value, Mapping):
        return {name[:1].lower() + name[1:]: lower(member) for name, member in value.items()}
    return [lower(member) for member in value] if isinstance(value, list) else value


def upper(value: Any) -> Any:
    """With the first letter of every member's name in upper case, at any depth."""
    if isinstance(value, Mapping):
        return {name[:1].upper() + name[1:]: upper(member) for name, member in value.items()}
    return [upper(member) for member in value] if isinstance(value, list) else value


def text(value: Any) -> str:
    """A document as JSON; what is text already stays."""
    return value if isinstance(value, str) else json.dumps(value)


def document(value: Any) -> Any:
    """JSON text as what it says; anything else stays."""
    return json.loads(value) if isinstance(value, str) and value[:1] in ("{", "[") else value


def refuse_others(wanted: Wanted, known: Iterable[str]) -> None:
    """Raises UnsupportedError for the first property that is given and not known to its adapter."""
    for name in wanted.properties:
        if name not in known:
            raise UnsupportedError(
                f"{wanted.logical_id} ({wanted.type}) has {name}, which the simulator does not carry."
            )
