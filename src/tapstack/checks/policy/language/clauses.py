"""Reading conditions and bodies: clauses that hold together, with alternatives joined by ``or``."""

from __future__ import annotations

import re

from tapstack.checks.policy.language import queries, values
from tapstack.checks.policy.language.scan import Scanner
from tapstack.checks.policy.language.syntax import (
    Block,
    Body,
    Check,
    Clause,
    Key,
    Named,
    Query,
    TypeBlock,
    Value,
    When,
)

_WHEN = re.compile(r"when(?=[\s(%])", re.IGNORECASE)
_OR = re.compile(r"or(?=[\s%(])|\|or\|", re.IGNORECASE)
_LET = re.compile(r"let\s+(\w+)\s*:?=")
_NOT = re.compile(r"not\s+|!(?![=\s])", re.IGNORECASE)
_BINARY = re.compile(r"(==|!=|>=|<=|>|<(?!<))|(not\s+|!\s*)?(in)(?=[\s\[%r(])", re.IGNORECASE)
_UNARY = re.compile(r"(not\s+|!\s*)?(exists|empty|is_[a-z]+)\b", re.IGNORECASE)
_TYPE = re.compile(r"(\w+(?:::\w+)+)(?=\s*\{|\s+when\b)")
_DEEPEST = 100


class Reader:
    """Reads clauses from ``words``. Every method raises UnreadableError for what it does not understand."""

    def __init__(self, text: str) -> None:
        self.words = Scanner(text)
        self._depth = 0

    def query(self) -> Query:
        """A query."""
        return queries.query(self)

    def value(self) -> Value:
        """A value."""
        return values.value(self)

    def let(self) -> tuple[str, Value] | None:
        """``let name = value``, if that follows."""
        found = self.words.take(_LET)
        return (found[1], self.value()) if found else None

    def when(self) -> Body | None:
        """The conditions behind ``when``, if it follows."""
        return self.conditions(blocks=False) if self.words.take(_WHEN) else None

    def conditions(self, *, blocks: bool) -> Body:
        """Clauses up to ``{`` or ``]``."""
        found = [self.alternatives(blocks=blocks)]
        while not self.words.done and self.words.text[self.words.at] not in "{]":
            found.append(self.alternatives(blocks=blocks))
        return Body(tuple(found))

    def body(self) -> Body:
        """Clauses and variables in braces."""
        self.words.expect("{")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self.words.fault("blocks are nested too deeply")
        clauses, variables = [], {}
        while not self.words.mark("}"):
            if assignment := self.let():
                variables[assignment[0]] = assignment[1]
            else:
                clauses.append(self.alternatives(blocks=True))
        self._depth -= 1
        return Body(tuple(clauses), variables)

    def alternatives(self, *, blocks: bool) -> tuple[Clause, ...]:
        """Clauses joined by ``or``."""
        found = [self.clause(blocks=blocks)]
        while self.words.take(_OR):
            found.append(self.clause(blocks=blocks))
        return tuple(found)

    def clause(self, *, blocks: bool) -> Clause:
        """One clause, with its message."""
        found = self._clause(blocks)
        self.words.message()
        return found

    def _clause(self, blocks: bool) -> Clause:
        conditions = self.when()
        if conditions is not None:
            return When(conditions, self.body())
        negated = self.words.take(_NOT) is not None
        if found := self.words.take(_TYPE) if blocks else None:
            return TypeBlock(found[1], self.when(), self.body())
        called = values.call(self)
        return called or self._about(self.query(), negated, blocks)

    def _about(self, query: Query, negated: bool, blocks: bool) -> Clause:
        line, words = query.line, self.words
        if found := words.take(_UNARY):
            return Check(query, found[2].lower(), negated != bool(found[1]), None, line)
        if found := words.take(_BINARY):
            unequal = found[1] == "!="
            operator = "==" if unequal else (found[1] or found[3]).lower()
            return Check(query, operator, negated != (unequal or bool(found[2])), self.value(), line)
        if blocks and words.peek(_WHEN) and not _is_name(query):
            return Block(query, Body(((When(self.when() or Body(), self.body()),),)), line)
        if blocks and words.text.startswith("{", words.at):
            return Block(query, self.body(), line)
        if _is_name(query):
            return Named(query.parts[0].name, line)  # type: ignore[union-attr]  # it is a Key
        raise words.fault("an operator is missing")


def _is_name(query: Query) -> bool:
    """Whether the query may be the name of a rule."""
    return len(query.parts) == 1 and isinstance(query.parts[0], Key)
