"""One rule, with what it needs and nothing else: what is judged alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tapstack.checks.policy.about import About, about
from tapstack.checks.policy.language.syntax import Rule, RuleText
from tapstack.checks.policy.scope import Scope, Use, analyse

DEFAULT = "default"
"""The name under which the engine judges what stands outside of any rule."""

_ANYTHING = Scope((Use((), "value", False, None, True),), None, False, frozenset({"*"}))


@dataclass(frozen=True)
class Unit:
    """``text`` is what the engine gets: the rule, the variables of its file, and the rules that it calls.

    ``file`` and ``line`` are where the rule stands. ``whole`` if ``text`` is a file of which nothing is known.
    """

    name: str
    file: str
    line: int
    text: str
    scope: Scope
    about: About = field(default_factory=About)
    whole: bool = False

    @property
    def where(self) -> str:
        """``file:line``."""
        return f"{self.file}:{self.line}"

    @cached_property
    def faults(self) -> tuple[str, ...]:
        """What keeps it from being judged, each with its line."""
        return tuple(f"{self.file}:{line}: {message}" for message, line in self.scope.faults)


def units(text: RuleText, file: str) -> Iterator[Unit]:
    """A unit for each rule without parameters; rules that share a name make one verdict, and one unit."""
    groups: dict[str, list[Rule]] = {}
    for rule in text.rules:
        if not rule.parameters:
            groups.setdefault(rule.name, []).append(rule)
    common = "\n".join(_variables(text))
    for name, rules in groups.items():
        parts = [_cut(text, rule) for rule in _with_called(text, rules)]
        comment = next((rule.comment for rule in rules if rule.comment), ())
        body = "\n".join((common, *parts))
        yield Unit(name, file, rules[0].line, body, analyse(text, rules), about(comment))
    if text.loose.clauses:
        parts = [text.text[start:end] for start, end in text.loose_spans] + [_cut(text, rule) for rule in text.rules]
        yield Unit(DEFAULT, file, text.loose_line, "\n".join((common, *parts)), analyse(text, (), text.loose))


def opaque(text: str, file: str, names: Iterable[str]) -> Iterator[Unit]:
    """Units of a file that we cannot read but the engine can: each is the whole file, and looks at everything."""
    for name in names:
        yield Unit(name, file, 1, text, _ANYTHING, whole=True)


def _variables(text: RuleText) -> Iterator[str]:
    for start, end in text.variable_spans.values():
        yield text.text[start:end]


def _with_called(text: RuleText, rules: list[Rule]) -> list[Rule]:
    """``rules`` and all those whose names occur in them, in the order of the file."""
    names = {rule.name for rule in rules}
    pending = list(rules)
    while pending:
        body = _cut(text, pending.pop())
        called = [rule for rule in text.rules if rule.name not in names and rule.name in body]
        names |= {rule.name for rule in called}
        pending += called
    return [rule for rule in text.rules if rule.name in names]


def _cut(text: RuleText, rule: Rule) -> str:
    return text.text[rule.start : rule.end]
