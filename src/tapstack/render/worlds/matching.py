"""Texts that a regular expression describes, made from its own parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

# The module that `re` itself parses with; there is no public one.
_parser: Any = import_module("re._parser")

_TURNS, _EXTRAS = 6, (0, 1, 2, 8)
_LONGEST = 4096
_TYPICAL = "a0A-_./:@ "
_CLASSES = {"CATEGORY_DIGIT": r"\d", "CATEGORY_WORD": r"\w", "CATEGORY_SPACE": r"\s"}


def matching(pattern: str, length: int) -> Iterator[str]:
    """A few texts that probably match the whole pattern, short ones first, some at least ``length`` long.

    They are to be looked at once more: what an expression looks ahead for is left out, and Java's own syntax is not
    Python's.
    """
    try:
        parts = _parser.parse(pattern)
    except (re.error, RecursionError, OverflowError):
        return
    for extra in (*_EXTRAS, length):
        for turn in range(_TURNS):
            text = "".join(_text(part, turn, extra) for part in parts)
            if len(text) <= _LONGEST:
                yield text


def _text(part: Any, turn: int, extra: int) -> str:
    name, argument = str(part[0]), part[1]
    if name == "LITERAL":
        return chr(argument)
    if name in ("IN", "NOT_LITERAL", "ANY"):
        admitted = [character for character in _TYPICAL if _admits(name, argument, character)]
        return admitted[turn // 2 % len(admitted)] if admitted else _first(argument if name == "IN" else ())
    if name == "BRANCH":
        return _all(argument[1][turn % len(argument[1])], turn, extra)
    if name == "SUBPATTERN":
        return _all(argument[-1], turn, extra)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = argument
        text = _all(inner, turn, extra)
        return text * min(int(least) + extra, int(most), _LONGEST // max(len(text), 1) + 1)
    return ""


def _all(parts: Sequence[Any], turn: int, extra: int) -> str:
    return "".join(_text(part, turn, extra) for part in parts)[: _LONGEST + 1]


def _admits(name: str, argument: Any, character: str) -> bool:
    if name == "ANY":
        return True
    if name == "NOT_LITERAL":
        return bool(ord(character) != argument)
    negated = str(argument[0][0]) == "NEGATE"
    return any(_holds(member, character) for member in argument[negated:]) != negated


def _holds(member: Any, character: str) -> bool:
    name, argument = str(member[0]), member[1]
    if name == "LITERAL":
        return bool(ord(character) == argument)
    if name == "RANGE":
        return bool(argument[0] <= ord(character) <= argument[1])
    found, negated = str(argument), "_NOT_" in str(argument)
    expression = _CLASSES.get(found.replace("_NOT_", "_"), "")
    return bool(expression) and bool(re.fullmatch(expression, character)) != negated


def _first(members: Sequence[Any]) -> str:
    """The first character of a set that has none of the typical ones."""
    for member in members:
        name, argument = str(member[0]), member[1]
        if name in ("LITERAL", "RANGE"):
            return chr(argument if name == "LITERAL" else argument[0])
    return ""
