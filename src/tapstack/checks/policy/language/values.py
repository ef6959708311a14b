"""Reading what stands on the right side of an operator or of ``let``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tapstack.checks.policy.language.syntax import Call, Listed, Literal, Other, Regex, Value

if TYPE_CHECKING:
    from tapstack.checks.policy.language.clauses import Reader

_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?(?![\w.])")
_WORD = re.compile(r"(true|false|null)\b", re.IGNORECASE)
_RANGE = re.compile(r"r[\[(][^\])]*[\])]")
_CALL = re.compile(r"([A-Za-z_]\w*)\(")
_WORDS = {"true": True, "false": False, "null": None}
_KEY = re.compile(r"[\w-]+")


def value(reader: Reader) -> Value:
    """A literal, a list, a map, a function call or a query."""
    words = reader.words
    if (text := words.string()) is not None:
        return Literal(text)
    if (pattern := words.regex()) is not None:
        return Regex(pattern)
    if found := words.take(_NUMBER):
        return Literal(float(found[0]) if found[1] or found[2] else int(found[0]))
    if found := words.take(_WORD):
        return Literal(_WORDS[found[1].lower()])
    if words.take(_RANGE):
        return Other()
    if words.mark("["):
        return Listed(_items(reader, "]"))
    if words.mark("{"):
        return _mapping(reader)
    return call(reader) or reader.query()


def call(reader: Reader) -> Call | None:
    """``name(arguments)``, if that follows."""
    line = reader.words.line
    found = reader.words.take(_CALL)
    return Call(found[1], _items(reader, ")"), line) if found else None


def _items(reader: Reader, end: str) -> tuple[Value, ...]:
    found = []
    while not reader.words.mark(end):
        found.append(value(reader))
        if not reader.words.mark(","):
            reader.words.expect(end)
            break
    return tuple(found)


def _mapping(reader: Reader) -> Other:
    found = []
    while not reader.words.mark("}"):
        if reader.words.string() is None and not reader.words.take(_KEY):
            raise reader.words.fault("a key is missing")
        reader.words.expect(":")
        found.append(value(reader))
        if not reader.words.mark(","):
            reader.words.expect("}")
            break
    return Other(tuple(found))
