"""One rule, with what it needs and nothing else: what is judged alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tapstack.checks.policy.about import About, about
from tapstack.checks.policy.language.syntax import Block, Key, Query, Rule, RuleText, Variable
from tapstack.checks.policy.scope import Scope, Use, analyse, of_file

DEFAULT = "default"
"""The name under which the engine judges what stands outside of any rule."""

_VARIABLE = re.compile(r"%(\w+)")
_WORD = re.compile(r"\w+")
_ANYTHING = Scope((Use((), "value", False, None, True),), None, False, frozenset({"*"}))


@dataclass(frozen=True)
class Unit:
    """``text`` is what the engine gets: the rule, the variables of its file, and the rules that it calls.

    ``file`` and ``line`` are where the rule stands. ``clauses`` is their number where the rule is one block of them
    over the resources that it is about, else 0. ``whole`` if ``text`` is a file of which nothing is known.
    """

    name: str
    file: str
    line: int
    text: str
    scope: Scope
    about: About = field(default_factory=About)
    clauses: int = 0
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
    place = of_file(text.loose.variables)
    for name, named in text.named.items():
        rules = [rule for rule in named if not rule.parameters]
        if not rules:
            continue
        parts = [_cut(text, rule) for rule in _with_called(text, rules)]
        comment = next((rule.comment for rule in rules if rule.comment), ())
        scope = analyse(text, place, rules)
        clauses = _clauses(rules) if scope.separate else 0
        yield Unit(name, file, rules[0].line, _with_variables(text, parts), scope, about(comment), clauses)
    if text.loose.clauses:
        parts = [text.text[start:end] for start, end in text.loose_spans] + [_cut(text, rule) for rule in text.rules]
        yield Unit(DEFAULT, file, text.loose_line, _with_variables(text, parts), analyse(text, place, (), text.loose))


def opaque(text: str, file: str, names: Iterable[str]) -> Iterator[Unit]:
    """Units of a file that we cannot read but the engine can: each is the whole file, and looks at everything."""
    for name in names:
        yield Unit(name, file, 1, text, _ANYTHING, whole=True)


def _clauses(rules: list[Rule]) -> int:
    """The number of clauses of a rule that is one block over resources or their properties; 0 for any other."""
    match [rule.body.clauses for rule in rules]:
        case [((Block(query=Query(parts=(Variable(), *below), some=False), body=body),),)]:
            return len(body.clauses) if below in ([], [Key("Properties")]) else 0
    return 0


def _with_variables(text: RuleText, parts: list[str]) -> str:
    """``parts`` behind the variables of the file that they use: the engine reads the text anew each time."""
    needed: dict[str, str] = {}
    pending = list(parts)
    while pending:
        for name in set(_VARIABLE.findall(pending.pop())) & text.variable_spans.keys() - needed.keys():
            start, end = text.variable_spans[name]
            needed[name] = text.text[start:end]
            pending.append(needed[name])
    return "\n".join([needed[name] for name in text.variable_spans if name in needed] + parts)


def _with_called(text: RuleText, rules: list[Rule]) -> list[Rule]:
    """``rules`` and all those whose names occur in them, in the order of the file."""
    names = {rule.name for rule in rules}
    pending = list(rules)
    while pending:
        words = set(_WORD.findall(_cut(text, pending.pop())))
        called = [rule for name in words - names for rule in text.named.get(name, ())]
        names |= {rule.name for rule in called}
        pending += called
    found = [rule for name in names for rule in text.named.get(name, ())]
    return sorted(found, key=lambda rule: rule.start)


def _cut(text: RuleText, rule: Rule) -> str:
    return text.text[rule.start : rule.end]
