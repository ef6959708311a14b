"""Reading a rule file."""

from __future__ import annotations

import re

from tapstack.checks.policy.language.clauses import Reader
from tapstack.checks.policy.language.syntax import Body, Clause, Rule, RuleText, Value

_RULE = re.compile(r"rule\s+(\w+)\s*")
_NAME = re.compile(r"\w+")


def read(text: str) -> RuleText:
    """The file as a tree. Raises UnreadableError for what is not understood; only the engine says what is wrong."""
    return _File(text).read()


class _File:
    def __init__(self, text: str) -> None:
        self.reader = Reader(text)
        self.words = self.reader.words
        self.rules: list[Rule] = []
        self.variables: dict[str, Value] = {}
        self.variable_spans: dict[str, tuple[int, int]] = {}
        self.loose: list[tuple[Clause, ...]] = []
        self.spans: list[tuple[int, int]] = []
        self.loose_line = 0

    def read(self) -> RuleText:
        while not self.words.done:
            self._next()
        loose = Body(tuple(self.loose), self.variables)
        return RuleText(
            self.words.text, tuple(self.rules), loose, tuple(self.spans), self.variable_spans, self.loose_line or 1
        )

    def _next(self) -> None:
        start, line = self.words.at, self.words.line
        if found := self.words.take(_RULE):
            self.rules.append(self._rule(found[1], start, line))
        elif assignment := self.reader.let():
            self.variables[assignment[0]] = assignment[1]
            self.variable_spans[assignment[0]] = (start, self.words.end)
        else:
            self.loose.append(self.reader.alternatives(blocks=True))
            self.spans.append((start, self.words.end))
            self.loose_line = self.loose_line or line

    def _rule(self, name: str, start: int, line: int) -> Rule:
        parameters = self._parameters()
        conditions = self.reader.when()
        body = self.reader.body()
        comment = _above(self.words.text, start)
        return Rule(name, parameters, conditions, body, line, start, self.words.end, comment)

    def _parameters(self) -> tuple[str, ...]:
        if not self.words.mark("("):
            return ()
        names = []
        while not self.words.mark(")"):
            found = self.words.take(_NAME)
            if not found:
                raise self.words.fault("the name of a parameter is missing")
            names.append(found[0])
            self.words.mark(",")
        return tuple(names)


def _above(text: str, start: int) -> tuple[str, ...]:
    """The comment lines that stand directly above ``start``, without their signs."""
    lines: list[str] = []
    end = text.rfind("\n", 0, start)
    while end > 0:
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end].strip()
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("#").strip())
        end = begin - 1
    return tuple(reversed(lines))
