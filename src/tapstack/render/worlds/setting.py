"""The template, its parameters and places, and what it decides under a change of parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tapstack.render.run import Run
from tapstack.render.worlds.decisions import Decision, decisions
from tapstack.template.logic import Truth
from tapstack.template.parameters import ParameterValue, ParameterValues
from tapstack.template.rule_functions import truth

if TYPE_CHECKING:
    from tapstack.render.blueprint import Blueprint
    from tapstack.render.place import Place
    from tapstack.render.program import Program
    from tapstack.template.rules import Assertion, RuleSet

Changes = Mapping[str, ParameterValue]


class Setting:
    """``given`` are the values of the given world; what only loops over parameters make is seen as they make it."""

    def __init__(self, program: Program, rules: RuleSet, given: ParameterValues, places: Sequence[Place]) -> None:
        self.program = program
        self.given = given
        self.places = places
        self.assertions = rules.assertions

    @cached_property
    def blueprints(self) -> list[Blueprint]:
        """What each place evaluates."""
        return [self.program.blueprint(self.given, place) for place in self.places]

    @cached_property
    def decisions(self) -> list[Decision]:
        """What depends on parameters, in any place."""
        distinct = {id(blueprint): blueprint for blueprint in self.blueprints}
        return [found for blueprint in distinct.values() for found in decisions(blueprint)]

    @cached_property
    def _looked_up(self) -> list[Decision]:
        """Those that no condition states."""
        return [decision for decision in self.decisions if decision.is_lookup]

    def runs(self, changes: Changes) -> list[Run]:
        """A rendering begun in each place; nothing is worked out yet."""
        values = self.values(changes)
        return [Run(blueprint, values, place) for blueprint, place in zip(self.blueprints, self.places, strict=True)]

    def truths(self, changes: Changes) -> dict[str, dict[str, Truth]]:
        """What each declared condition is, by region."""
        return {run.region: _truths(run) for run in self.runs(changes)}

    def signature(self, changes: Changes) -> tuple[Any, ...]:
        """Equal for two changes if they make the same resources in the same forms everywhere."""
        runs = self.runs(changes)
        truths = tuple(tuple(_truths(run).values()) for run in runs)
        return truths, tuple(decision.outcome(run) for decision in self._looked_up for run in runs)

    def outcomes(self, decisions: Sequence[Decision], changes: Changes) -> tuple[Any, ...]:
        """What some decisions come to, in each place."""
        return tuple(decision.outcome(run) for run in self.runs(changes) for decision in decisions)

    def allows(self, assertions: Sequence[Assertion], changes: Changes, open_names: frozenset[str]) -> bool:
        """Whether no assertion is certainly broken anywhere, whatever the ``open_names`` turn out to be."""
        if not assertions:
            return True
        values = {**self.given.values, **changes}
        known = {name: value for name, value in values.items() if name in changes or name not in open_names}
        return not any(
            _broken(assertion, {**place.pseudo, **known}) for place in self.places for assertion in assertions
        )

    def values(self, changes: Changes) -> ParameterValues:
        """Those of the given world, with changes; the secrets stay those of the given world."""
        given = self.given
        return ParameterValues({**given.values, **changes}, given.secrets, given.secret_texts, ())


def _truths(run: Run) -> dict[str, Truth]:
    """In the order in which conditions need each other; asked in the order of the template."""
    for name in run.blueprint.conditions:
        run.truth(name)
    return {name: run.truths[name] for name in run.blueprint.declared}


def _broken(assertion: Assertion, known: Mapping[str, Any]) -> bool:
    applies = truth(assertion.condition.evaluate(known))
    return applies is True and truth(assertion.expression.evaluate(known)) is False
