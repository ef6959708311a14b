"""Intrinsic functions: ``States.Format('{}', $.name)``, one inside another.

Source: Step Functions Developer Guide, "Intrinsics for JSONPath states". What is random follows from the execution.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from tapstack.simulate.behaviours.machines.failure import StateError
from tapstack.simulate.behaviours.machines.paths import value_at

_FAILURE = "States.IntrinsicFailure"


class Intrinsics:
    """``chance`` is where randomness comes from."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def value(self, text: str, data: Any, context: Any) -> Any:
        """What a path, or a function of intrinsics, stands for."""
        if text.startswith("$"):
            return value_at(text, data, context)
        reader = _Reader(text, lambda path: value_at(path, data, context), self._call)
        found = reader.argument()
        reader.end()
        return found

    def _call(self, name: str, given: list[Any]) -> Any:
        if name == "MathRandom":
            start, stop = int(given[0]), int(given[1])
            chance = random.Random(int(given[2])) if len(given) > 2 else self._chance  # noqa: S311 - nothing is secret
            return chance.randrange(start, stop)
        if name == "UUID":
            return str(uuid.UUID(int=self._chance.getrandbits(128), version=4))
        work = _FUNCTIONS.get(name)
        if work is None:
            raise StateError(_FAILURE, f"There is no function States.{name}")
        try:
            return work(*given)
        except (TypeError, ValueError, IndexError, KeyError) as error:
            raise StateError(_FAILURE, f"States.{name}: {error}") from error


class _Reader:
    """Reads arguments: paths, texts in single quotes, numbers, true, false, null, calls."""

    def __init__(self, text: str, look: Callable[[str], Any], call: Callable[[str, list[Any]], Any]) -> None:
        self._text, self._place, self._look, self._call = text, 0, look, call

    def argument(self) -> Any:
        self._skip()
        rest = self._text[self._place :]
        if rest.startswith("'"):
            return self._quoted()
        if rest.startswith("States."):
            return self._function()
        word = self._until(",)")
        if word.startswith("$"):
            return self._look(word)
        try:
            return json.loads(word)
        except ValueError as error:
            raise StateError(_FAILURE, f"'{word}' is no argument") from error

    def end(self) -> None:
        self._skip()
        if self._place < len(self._text):
            raise StateError(_FAILURE, f"'{self._text[self._place :]}' is too much")

    def _function(self) -> Any:
        name = self._until("(").removeprefix("States.")
        self._place += 1
        given: list[Any] = []
        self._skip()
        while not self._text.startswith(")", self._place):
            given.append(self.argument())
            self._skip()
            if self._text.startswith(",", self._place):
                self._place += 1
            elif not self._text.startswith(")", self._place):
                raise StateError(_FAILURE, f"States.{name} does not end")
        self._place += 1
        return self._call(name, given)

    def _quoted(self) -> str:
        found, self._place = list[str](), self._place + 1
        while self._place < len(self._text):
            letter = self._text[self._place]
            if letter == "\\":
                found.append(self._text[self._place + 1 : self._place + 2])
                self._place += 2
            elif letter == "'":
                self._place += 1
                return "".join(found)
            else:
                found.append(letter)
                self._place += 1
        raise StateError(_FAILURE, "a text does not end")

    def _until(self, ends: str) -> str:
        start, depth = self._place, 0
        while self._place < len(self._text):
            letter = self._text[self._place]
            if letter in ends and depth == 0:
                break
            depth += {"[": 1, "]": -1}.get(letter, 0)
            self._place += 1
        return self._text[start : self._place].strip()

    def _skip(self) -> None:
        while self._text[self._place : self._place + 1].isspace():
            self._place += 1


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))


def _format(template: str, *given: Any) -> str:
    parts = template.split("{}")
    if len(parts) - 1 != len(given):
        raise ValueError(f"{len(parts) - 1} places for {len(given)} values")
    return parts[0] + "".join(_text(value) + part for value, part in zip(given, parts[1:], strict=True))


def _partition(array: list[Any], size: int) -> list[list[Any]]:
    return [array[start : start + size] for start in range(0, len(array), size)]


def _range(first: int, last: int, step: int) -> list[int]:
    return list(range(first, last + (1 if step > 0 else -1), step))


def _unique(array: list[Any]) -> list[Any]:
    return list({json.dumps(value, sort_keys=True): value for value in array}.values())


def _hash(value: Any, algorithm: str) -> str:
    return hashlib.new(algorithm.replace("-", ""), _text(value).encode()).hexdigest()


def _merge(first: dict[str, Any], second: dict[str, Any], deep: bool) -> dict[str, Any]:
    if deep:
        raise ValueError("only shallow merging is supported")
    return {**first, **second}


def _split(text: str, ends: str) -> list[str]:
    parts = [text]
    for end in ends:
        parts = [piece for part in parts for piece in part.split(end)]
    return [part for part in parts if part]


_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "Format": _format,
    "StringToJson": json.loads,
    "JsonToString": lambda value: json.dumps(value, separators=(",", ":")),
    "Array": lambda *values: list(values),
    "ArrayPartition": _partition,
    "ArrayContains": lambda array, value: value in array,
    "ArrayRange": _range,
    "ArrayGetItem": lambda array, place: array[place],
    "ArrayLength": len,
    "ArrayUnique": _unique,
    "Base64Encode": lambda text: base64.b64encode(text.encode()).decode(),
    "Base64Decode": lambda text: base64.b64decode(text).decode(),
    "Hash": _hash,
    "JsonMerge": _merge,
    "MathAdd": lambda first, second: round(first) + round(second),
    "StringSplit": _split,
}
