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
        self._truths: dict[str, Truth] = {}
        for name, condition in run.blueprint.conditions.items():  # each stands after those it names
            self._truths[name] = self._known[name] if name in self._known else self._of(condition)

    def truth(self, name: str) -> Truth:
        """Whether the condition holds under the assumptions; None where that cannot be told."""
        return self._truths[name]

    def _of(self, condition: Condition) -> Truth:
        if isinstance(condition, Named):
            return self._truths[condition.name]
        if not isinstance(condition, Combined):
            return condition.truth(self._run)
        truths = [self._of(member) for member in condition.members]
        if condition.function == "Fn::Not":
            return negate(truths[0])
        return all_of(truths) if condition.function == "Fn::And" else any_of(truths)

    def _take(self, condition: Condition, truth: bool) -> None:
        pending = [(condition, truth)]
        while pending:
            current, truth = pending.pop()
            if isinstance(current, Combined):
                pending += reversed(_follows(current, truth))
            elif isinstance(current, Named) and current.name not in self._known:
                self._known[current.name] = truth
                pending.append((self._run.blueprint.conditions[current.name], truth))


def _follows(condition: Combined, truth: bool) -> list[tuple[Condition, bool]]:
    """What is known of the members of a condition whose truth is known."""
    if condition.function == "Fn::Not":
        return [(condition.members[0], not truth)]
    return [(member, truth) for member in condition.members] if truth is (condition.function == "Fn::And") else []
