"""Properties as they go to a service: nothing unresolved is left in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tapstack.simulate.resources import UnsupportedError
from tapstack.template.unresolved import Unresolved

LookUp = Callable[[Unresolved], Any]
"""Gives what an Unresolved stands for; None where it is not known."""


def settled(value: Any, look_up: LookUp, where: str) -> Any:
    """A copy without Unresolved. Raises UnsupportedError where a value is not known here."""
    if isinstance(value, Unresolved):
        return _looked_up(value, look_up, where)
    if isinstance(value, Mapping):
        return {name: settled(member, look_up, f"{where}/{name}") for name, member in value.items()}
    if isinstance(value, list):
        return [settled(member, look_up, f"{where}/{index}") for index, member in enumerate(value)]
    return value


def _looked_up(value: Unresolved, look_up: LookUp, where: str) -> Any:
    found = look_up(value)
    if found is None and value.parts:
        return "".join(str(part if isinstance(part, str) else _looked_up(part, look_up, where)) for part in value.parts)
    if found is None:
        raise UnsupportedError(f"{where}: {value.of} is not known here: {value.why}.")
    return found


def unresolved(value: Any) -> Iterator[Unresolved]:
    """Every Unresolved in a value, those inside of texts too."""
    if isinstance(value, Unresolved):
        yield value
        for part in value.parts:
            yield from unresolved(part)
    elif isinstance(value, Mapping):
        for member in value.values():
            yield from unresolved(member)
    elif isinstance(value, list):
        for member in value:
            yield from unresolved(member)
