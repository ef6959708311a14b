"""Reading a query: names, wildcards, indexes and filters, one behind the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tapstack.checks.policy.language.syntax import Every, Filter, Key, KeyFilter, Part, Query, Variable
from tapstack.checks.policy.language.values import value

if TYPE_CHECKING:
    from tapstack.checks.policy.language.clauses import Reader

_SOME = re.compile(r"some(?=\s)", re.IGNORECASE)
_THIS = re.compile(r"this(?![\w:])", re.IGNORECASE)
_VARIABLE = re.compile(r"%(\w+)")
_FIRST = re.compile(r"[A-Za-z_]\w*(?:::\w+)*")
_NEXT = re.compile(r"\w+(?:::\w+)*")
_INDEX = re.compile(r"\*|-?\d+(?=\s*\])")
_KEYS = re.compile(r"keys\s*(?:==|!=|(?:not\s+|!\s*)?in\b)", re.IGNORECASE)
_CAPTURE = re.compile(r"\w+\s*\|(?!\w)")


def query(reader: Reader) -> Query:
    """The query that follows. Raises UnreadableError where none does."""
    line = reader.words.line
    some = reader.words.take(_SOME) is not None
    parts = _first(reader)
    while (more := _more(reader)) is not None:
        parts.append(more)
    return Query(tuple(parts), line, some)


def _first(reader: Reader) -> list[Part]:
    words = reader.words
    if found := words.take(_VARIABLE):
        return [Variable(found[1])]
    if words.take(_THIS):
        return []
    if words.mark("*"):
        return [Every()]
    if found := words.take(_FIRST):
        return [Key(found[0])]
    text = words.string()
    if text is None:
        raise words.fault("a name is missing")
    return [Key(text)]


def _more(reader: Reader) -> Part | None:
    if reader.words.mark("["):
        return _bracket(reader)
    return _member(reader) if reader.words.mark(".") else None


def _member(reader: Reader) -> Part:
    words = reader.words
    if words.mark("*"):
        return Every()
    if found := words.take(_VARIABLE):
        return Variable(found[1])
    if found := words.take(_NEXT):
        return Every() if found[0].isdecimal() else Key(found[0])
    text = words.string()
    if text is None:
        raise words.fault("a name is missing behind the dot")
    return Key(text)


def _bracket(reader: Reader) -> Part:
    words = reader.words
    if words.take(_INDEX):
        words.expect("]")
        return Every()
    if words.peek(_CAPTURE):
        raise words.fault("a capture is not understood")
    if words.take(_KEYS):
        wanted = value(reader)
        words.expect("]")
        return KeyFilter(wanted)
    conditions = reader.conditions(blocks=True)
    words.expect("]")
    return Filter(conditions)
