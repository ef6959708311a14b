"""The planned stacks of a subject as a view that truths, links and the pair are judged on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.checks.truths.planned import PlannedView
from tapstack.checks.truths.surroundings import Surroundings
from tapstack.graph.stackset import Items, StackSet

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject


def planned_view(subject: Subject) -> PlannedView:
    """The view of what ``subject`` would deploy; made once for each subject."""
    known = vars(subject).get("_planned")
    if known is None:
        origin = subject.origin
        around = Surroundings(
            now=subject.as_of,
            ours=subject.configured,
            externals=subject.externals,
            objectives=subject.objectives,
            given=frozenset(text for text in map(str, subject.given.values()) if text),
            made_up=subject.family.get("invented", frozenset()),
            account_id=subject.account_id,
            earlier=planned_view(origin).stackset if origin else None,
        )
        stackset = StackSet(subject.stacks, subject.family.setdefault("items", Items()))
        known = vars(subject)["_planned"] = PlannedView(stackset, around)
    return known
