"""What a control call takes: a JSON object whose members are checked before anything is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tapstack.facts.regions import is_region, suggestion
from tapstack.findings import did_you_mean

_WORDS = {str: "a string", float: "a number", int: "a whole number", bool: "true or false"}


class ControlError(Exception):
    """A control call that cannot be understood; the message is for whoever made it."""


@dataclass(frozen=True)
class Parameter:
    """A member of the object. ``default`` is None where it may be left out, and REQUIRED where it may not.

    ``least`` is the smallest number that is taken; ``choices`` are the only values, if there are any.
    """

    name: str
    kind: type
    sentence: str
    default: Any = None
    least: float | None = None
    choices: tuple[str, ...] = ()
    region: bool = False

    def checked(self, call: str, value: Any) -> Any:
        """The value. Raises ControlError."""
        if value is None:
            return None
        number = self.kind is float and isinstance(value, int)
        if isinstance(value, bool) is not (self.kind is bool) or not (isinstance(value, self.kind) or number):
            raise ControlError(f"{call}: {self.name} is {_WORDS[self.kind]}, not {value!r}.")
        if self.least is not None and not self.least <= value < float("inf"):
            raise ControlError(f"{call}: {self.name} is at least {self.least:g}, not {value!r}.")
        if self.choices and value not in self.choices:
            raise ControlError(f"{call}: {self.name} is one of {', '.join(self.choices)}, not {value!r}.")
        if self.region and value != "*" and not is_region(value):
            meant = suggestion(value)
            raise ControlError(f"{call}: there is no region {value!r}.{f' Did you mean {meant}?' if meant else ''}")
        return float(value) if number else value


REQUIRED = object()


def taken(call: str, parameters: Sequence[Parameter], given: Any) -> dict[str, Any]:
    """The members of an object that a call was given. Raises ControlError."""
    if not isinstance(given, Mapping):
        raise ControlError(f"{call}: the body is a JSON object, not {given!r}.")
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            takes = did_you_mean(name, known) if known else "It takes nothing."
            raise ControlError(f"{call}: there is no {name!r}. {takes}")
    found = {}
    for name, parameter in known.items():
        value = given.get(name)
        if value is None and parameter.default is REQUIRED:
            raise ControlError(f"{call} needs {name}: {parameter.sentence}")
        default = None if parameter.default is REQUIRED else parameter.default
        found[name] = default if value is None else parameter.checked(call, value)
    return found
