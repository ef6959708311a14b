"""The truths, asked of every resource that they are about, in every region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tapstack.checks.own import own
from tapstack.checks.plan import planned_view
from tapstack.checks.subject import Subject
from tapstack.checks.truths.catalogue import truths
from tapstack.checks.truths.judge import Verdict, judge
from tapstack.checks.truths.truth import Truth
from tapstack.findings import Finding, redact


def run(subject: Subject) -> Iterator[Finding]:
    """The verdicts of every truth on every resource that it is about, in each region."""
    view = planned_view(subject)
    for truth in truths():
        for item in view.all(*truth.about):
            for verdict in judge(truth, item, view):
                yield finding(subject, truth, item.region, verdict)


def finding(subject: Subject, truth: Truth, region: str, verdict: Verdict) -> Finding:
    """A verdict at its place in the template."""
    path = subject.stacks[verdict.place.region].origin(verdict.path)
    message = redact(verdict.message, subject.secrets)
    made = own(subject, truth.check, verdict.status, message, path, region)
    return replace(made, resource=verdict.place.logical_id)
