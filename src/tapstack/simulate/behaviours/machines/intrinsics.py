"""Intrinsic functions: ``States.Format('{}', $.name)``, one inside another.

Source: Step Functions Developer Guide, "Intrinsics for JSONPath states in Step Functions".
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

from tapstack.simulate.behaviours.machines.failure import INTRINSIC, StateError
from tapstack.simulate.behaviours.machines.functions import CLOSE, OPEN, call, plain
from tapstack.simulate.behaviours.machines.paths import value_at


class Intrinsics:
    """``chance`` is where randomness comes from: the same for the same execution."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def value(self, told: str, data: Any, context: Any) -> Any:
        """What a path, or a call of functions, stands for. Raises StateError."""
        if told.startswith("$"):
            return value_at(told, data, context)
        reader = _Reader(told, lambda path: value_at(path, data, context), self._call)
        found = reader.argument()
        reader.end()
        return found

    def _call(self, name: str, given: list[Any]) -> Any:
        return call(name, given, self._chance)


_ESCAPED = {"{": OPEN, "}": CLOSE}
"""Braces that are no places for values: Format gives them back as they were."""


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
            raise StateError(INTRINSIC, f"'{word}' is no argument") from error

    def end(self) -> None:
        self._skip()
        if self._place < len(self._text):
            raise StateError(INTRINSIC, f"'{self._text[self._place :]}' is too much")

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
                raise StateError(INTRINSIC, f"States.{name} does not end")
        self._place += 1
        return self._call(name, given if name == "Format" else [plain(one) for one in given])

    def _quoted(self) -> str:
        found, self._place = list[str](), self._place + 1
        while self._place < len(self._text):
            letter = self._text[self._place]
            if letter == "\\":
                found.append(_ESCAPED.get(after := self._text[self._place + 1 : self._place + 2], after))
                self._place += 2
            elif letter == "'":
                self._place += 1
                return "".join(found)
            else:
                found.append(letter)
                self._place += 1
        raise StateError(INTRINSIC, "a text does not end")

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
