"""What follows for other conditions where some are taken to hold or not to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.render.conditions import Combined, Condition, Named
from tapstack.template.logic import Truth, all_of, any_of, negate

if TYPE_CHECKING:
    from tapstack.render.run import Run


class Assumptions:
    """Conditions of which the truth is taken for granted, with what their definitions say of others.

    Nothing is concluded from the values that two comparisons of one parameter have: what would need that stays unknown.
    """

    def __init__(self, run: Run, taken: frozenset[tuple[str, bool]]) -> None:
        self._run = run
        self._known: dict[str, bool] = {}
        for name, truth in sorted(taken):
            self._take(Named(name), truth)

    def truth(self, name: str) -> Truth:
        """Whether the condition holds under the assumptions; None where that cannot be told."""
        return self._of(Named(name))

    def _of(self, condition: Condition) -> Truth:
        if isinstance(condition, Named):
            known = self._known.get(condition.name)
            return self._defined(condition.name) if known is None else known
        if not isinstance(condition, Combined):
            return condition.truth(self._run)
        truths = [self._of(member) for member in condition.members]
        if condition.function == "Fn::Not":
            return negate(truths[0])
        return all_of(truths) if condition.function == "Fn::And" else any_of(truths)

    def _defined(self, name: str) -> Truth:
        return self._of(self._run.blueprint.conditions[name])

    def _take(self, condition: Condition, truth: bool) -> None:
        if isinstance(condition, Named) and condition.name not in self._known:
            self._known[condition.name] = truth
            self._take(self._run.blueprint.conditions[condition.name], truth)
        elif isinstance(condition, Combined):
            self._take_members(condition, truth)

    def _take_members(self, condition: Combined, truth: bool) -> None:
        if condition.function == "Fn::Not":
            self._take(condition.members[0], not truth)
        elif truth is (condition.function == "Fn::And"):
            for member in condition.members:
                self._take(member, truth)
