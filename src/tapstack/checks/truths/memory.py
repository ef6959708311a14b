"""Verdicts, remembered from world to world: judged again only where something that was looked at differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from tapstack.checks.truths.judge import Verdict, judge
from tapstack.checks.truths.recorder import Question, Recorder
from tapstack.findings.status import QUIET

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.checks.truths.planned import PlannedView
    from tapstack.checks.truths.truth import Truth
    from tapstack.checks.truths.view import View
    from tapstack.graph.stackset import Item

Known = tuple[dict[Question, Any], Sequence[Verdict]]
"""What was asked and answered, and the verdicts that it came to."""


class Memory:
    """What the worlds of one deployment came to; what is the same in several of them is one item.

    ``judged`` counts how often a truth was really asked.
    """

    def __init__(self) -> None:
        self.judged = 0
        self._known: dict[tuple[str, Item], list[Known]] = {}
        self._settled: dict[str, set[Item]] = {}

    def view(self, planned: PlannedView) -> Recorder:
        """The world that ``planned`` shows, noting what is asked."""
        return Recorder(planned)

    def judge(self, truth: Truth, item: Item, view: Recorder) -> Sequence[Verdict]:
        """As ``judge``; from memory where the resource and every answer of the view are what they were before."""
        key = truth.id, item
        for answers, verdicts in self._known.get(key, ()):
            if all(view.answer(question) == answer for question, answer in answers.items()):
                return verdicts
        self.judged += 1
        view.asked = {}
        verdicts = judge(truth, item, cast("View", view))
        answers = {question: view.answer(question) for question in view.asked} if view.asked else {}
        self._known.setdefault(key, []).append((answers, verdicts))
        if not answers and all(verdict.status in QUIET for verdict in verdicts):
            self.settled(truth).add(item)
        return verdicts

    def settled(self, truth: Truth) -> set[Item]:
        """The items of which the truth says nothing aloud in any world, for it asks of nothing but them."""
        return self._settled.setdefault(truth.id, set())


def memory_of(subject: Subject) -> Memory:
    """The memory that all worlds of a deployment share."""
    if "truths" not in subject.family:
        subject.family["truths"] = Memory()
    memory: Memory = subject.family["truths"]
    return memory
