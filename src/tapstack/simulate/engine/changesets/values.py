"""Values of a plan: as far as they are known, and as they can be shown.

Source of the words for what is not known yet: cloudformation-coverage-roadmap issue 2113.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tapstack.template.unresolved import Unresolved

LATER = "{{changeSet:KNOWN_AFTER_APPLY}}"
HIDDEN = "****"


def known(value: Any, look_up: Callable[[Unresolved], Any]) -> Any:
    """A copy in which only that is unresolved of which nothing is known yet."""
    if isinstance(value, Unresolved):
        return _looked_up(value, look_up)
    if isinstance(value, Mapping):
        return {name: known(member, look_up) for name, member in value.items()}
    return [known(member, look_up) for member in value] if isinstance(value, list) else value


def _looked_up(value: Unresolved, look_up: Callable[[Unresolved], Any]) -> Any:
    found = look_up(value)
    if found is not None:
        return found
    parts = [part if isinstance(part, str) else _looked_up(part, look_up) for part in value.parts]
    if not parts or any(isinstance(part, Unresolved) for part in parts):
        return value
    return "".join(map(str, parts))


def as_told(value: Any) -> Any:
    """A copy without Unresolved: what a NoEcho parameter stands for is hidden, all else is known later."""
    if isinstance(value, Unresolved):
        return _told(value)
    if isinstance(value, Mapping):
        return {name: as_told(member) for name, member in value.items()}
    return [as_told(member) for member in value] if isinstance(value, list) else value


def _told(value: Unresolved) -> str:
    if value.parts:
        return "".join(part if isinstance(part, str) else _told(part) for part in value.parts)
    return HIDDEN if value.kind == "NoEcho" else LATER
