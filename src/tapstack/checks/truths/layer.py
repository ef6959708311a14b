"""The truths, asked of every resource that they are about, in every region."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.own import own
from tapstack.checks.plan import planned_view
from tapstack.checks.subject import Subject
from tapstack.checks.truths.catalogue import truths
from tapstack.checks.truths.judge import Verdict
from tapstack.checks.truths.memory import memory_of
from tapstack.checks.truths.truth import Truth
from tapstack.findings import Finding, redact
from tapstack.findings.status import QUIET
from tapstack.graph.stackset import Item


def once(subject: Subject) -> Iterator[Finding]:
    """The verdicts of every truth on every resource that it is about, in each region."""
    for truth, item, verdict in _verdicts(subject):
        yield finding(subject, truth, item, verdict)


def faults(subject: Subject) -> Iterator[Finding]:
    """The same, without what holds: for another world, of which only what is wrong is told."""
    for truth, item, verdict in _verdicts(subject, loud=True):
        if verdict.status not in QUIET:
            yield finding(subject, truth, item, verdict)


def _verdicts(subject: Subject, *, loud: bool = False) -> Iterator[tuple[Truth, Item, Verdict]]:
    """Every verdict; if only what is ``loud`` is asked for, without those that are quiet in any world."""
    memory = memory_of(subject)
    view = memory.view(planned_view(subject))
    for truth in truths():
        settled = memory.settled(truth) if loud else ()
        for item in view.all(*truth.about):
            if item in settled:
                continue
            for verdict in memory.judge(truth, item, view):
                yield truth, item, verdict


def finding(subject: Subject, truth: Truth, item: Item, verdict: Verdict) -> Finding:
    """A verdict on a resource at its place in the template."""
    place = verdict.place
    if place is None:
        path = subject.stacks[item.region].home(item.logical_id)
        return own(subject, truth.check, verdict.status, truth.title, path, item.region, item.logical_id)
    path = subject.stacks[place.region].origin(verdict.path)
    message = redact(verdict.message, subject.secrets)
    return own(subject, truth.check, verdict.status, message, path, item.region, place.logical_id)
