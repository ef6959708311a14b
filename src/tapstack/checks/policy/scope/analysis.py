"""Follows a rule through its blocks and the rules that it calls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tapstack.checks.policy.language.syntax import (
    Block,
    Body,
    Call,
    Check,
    Clause,
    Named,
    Rule,
    RuleText,
    TypeBlock,
    Value,
    When,
)
from tapstack.checks.policy.scope import use as ways
from tapstack.checks.policy.scope.bindings import Binding, Place
from tapstack.checks.policy.scope.gates import Gates
from tapstack.checks.policy.scope.queries import Queries
from tapstack.checks.policy.scope.selection import RESOURCES, Types, bound, chosen_types, is_choice, is_selection
from tapstack.checks.policy.scope.use import Scope, Selected, Use, Way

_EXISTENCE = frozenset({"exists", "empty"})


def analyse(file: RuleText, place: Place, rules: Iterable[Rule], loose: Body | None = None) -> Scope:
    """What ``rules``, which make one verdict together, and the ``loose`` clauses look at.

    ``place`` is ``of_file`` of the variables of the file, made once for all of its rules.
    """
    walk = _Walk(file, place)
    for rule in rules:
        with walk.within("", rule.name, rule.line):
            walk.rule(rule, walk.file)
    if loose:
        walk.body(Body(loose.clauses), walk.file)
    return walk.scope()


class _Walk(Queries):
    def __init__(self, file: RuleText, place: Place) -> None:
        super().__init__()
        self.file = place
        self._gates = Gates()
        self._rules = file.named

    def scope(self) -> Scope:
        selections = {chosen_types(use.way) for use in self.uses if is_selection(use.way)}
        others = {use.way[0].key for use in self.uses if use.way and isinstance(use.way[0], ways.Named)}
        whole = any(self._needs_all(use) for use in self.uses)
        types = None if whole or None in selections else frozenset[str]().union(*(t for t in selections if t))
        separate = bool(selections) and not self.together and not whole and self._gates.let(selections)
        uses = tuple(self.uses)
        return Scope(uses, types, separate, frozenset(others) - {RESOURCES.key}, tuple(self.faults))

    @staticmethod
    def _needs_all(use: Use) -> bool:
        """Whether it looks at Resources or the document as a whole, or at a resource by its name."""
        if not use.way or use.way == (RESOURCES,):
            return use.operator not in (*_EXISTENCE, "block")
        return use.way[0] == RESOURCES and not is_selection(use.way)

    def rule(self, rule: Rule, place: Place) -> None:
        """A rule's conditions and body."""
        if rule.conditions:
            self.body(rule.conditions, place.guarding())
        self.body(rule.body, place)

    def body(self, body: Body, place: Place) -> None:
        """Each of its clauses."""
        inner = place.inside(place.way, body.variables)
        for alternatives in body.clauses:
            gate = place.guard and self._is_gate(alternatives, inner)
            for clause in alternatives:
                self._clause(clause, inner if gate else inner.among(len(alternatives)))

    def _is_gate(self, alternatives: Sequence[Clause], place: Place) -> bool:
        """Whether it is a condition that there are resources of some types at all, or of some others."""
        found: list[Types] = []
        for clause in alternatives:
            way = self.way(clause.query, place) if isinstance(clause, Check) and clause.asks_for_some else None
            if not is_choice(way):
                return False
            found.append(chosen_types(way))
        self._gates.add(found)
        return True

    def _clause(self, clause: Clause, place: Place) -> None:
        match clause:
            case Check():
                self._check(clause, place)
            case Block():
                self._block(clause, place)
            case When():
                self.body(clause.conditions, place.guarding())
                self.body(clause.body, place)
            case TypeBlock():
                self._type_block(clause, place)
            case Named():
                self.together = True
                self._call(clause.name, (), clause.line, place)
            case Call():
                self._call(clause.name, clause.arguments, clause.line, place)

    def _check(self, check: Check, place: Place) -> None:
        way = self.way(check.query, place)
        values = () if check.value is None else self.constants(check.value, place)
        if check.value is not None and values is None:
            self.handed_on(check.value, place)
        if way is None:
            return
        decides = place.guard and check.operator not in _EXISTENCE
        if check.operator in _EXISTENCE and is_choice(way) and not (place.guard and check.asks_for_some):
            self._gates.bar()
        self.meet(way, place, apart=not (place.joined or check.query.some or decides))
        self.add(Use(way, check.operator, check.negated, values, place.guard))

    def _block(self, block: Block, place: Place) -> None:
        way = self.way(block.query, place)
        if way is not None:
            self.meet(way, place, apart=not (place.joined or block.query.some))
            self.add(Use(way, "block", False, (), place.guard))
        self.body(block.body, place.inside(None if way is None else bound(way), {}))

    def _type_block(self, block: TypeBlock, place: Place) -> None:
        if block.conditions:
            self.body(block.conditions, self.file.guarding())
        way: Way = (RESOURCES, Selected(frozenset({block.type_name}), one=True))
        self.together = self.together or place.joined or is_selection(place.way)
        self.add(Use(way, "block", False, (), place.guard))
        self.body(block.body, place.inside(way, {}))

    def _call(self, name: str, arguments: tuple[Value, ...], line: int, place: Place) -> None:
        rules = self._rules.get(name, [])
        if not rules:
            self.fault(f"There is no rule {name!r} in this file.", line)
        with self.within(f"The rule {name!r} leads back to itself.", name, line) as entered:
            for rule in rules if entered else ():
                bindings = {key: Binding(value, place) for key, value in zip(rule.parameters, arguments, strict=False)}
                self.rule(rule, place.called(bindings))
