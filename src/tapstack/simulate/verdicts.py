"""What a deployment and a sweep say of each resource, as findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from tapstack.checks.own import own
from tapstack.findings import Finding, Status, TemplatePath, redact
from tapstack.simulate.checks import BREAKS, CONSERVED, DEPLOYS, EXPECTED, READ_BACK, RECOVERS
from tapstack.simulate.deployment.outcome import EXECUTED, NOT_BEGUN, NOT_MADE

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.findings import Check
    from tapstack.simulate.deployment import Deployment, ResourceOutcome
    from tapstack.simulate.drills.run import Result
    from tapstack.simulate.sweep import Broken, Swept

_Place = tuple[TemplatePath, str, str]
_SIDE_EFFECTS = ("Resource creation cancelled", NOT_BEGUN, "")


def of_deployment(subject: Subject, deployed: Deployment) -> Iterator[Finding]:
    """PASS for what is made, FAIL for what was refused, SKIP for what was cancelled or not begun."""
    refused = set()
    for outcome in deployed.outcomes:
        path = subject.stacks[outcome.region].home(outcome.logical_id)
        place = (path, outcome.region, outcome.logical_id)
        if outcome.how == NOT_MADE:
            finding = _not_made(subject, outcome, place)
            refused |= {outcome.region} if finding.status is Status.FAIL else set()
            yield finding
            continue
        yield own(subject, DEPLOYS, Status.PASS, f"{outcome.how} as {outcome.physical_id}", *place)
        if outcome.how == EXECUTED:
            yield from _read_back(subject, outcome, place)
    yield from _of_stacks(subject, deployed, refused)


def _not_made(subject: Subject, outcome: ResourceOutcome, place: _Place) -> Finding:
    if outcome.reason in _SIDE_EFFECTS:
        return own(subject, DEPLOYS, Status.SKIP, "not made, because another resource was refused", *place)
    return own(subject, DEPLOYS, Status.FAIL, redact(outcome.reason, subject.secrets), *place)


def _read_back(subject: Subject, outcome: ResourceOutcome, place: _Place) -> Iterator[Finding]:
    for lost in outcome.lost:
        message = f"{lost.path} was given as {str(lost.wanted)[:80]!r}, and is told as {str(lost.told)[:80]!r}."
        yield own(subject, READ_BACK, Status.FAIL, redact(message, subject.secrets), *place)
    if not outcome.lost:
        yield own(subject, READ_BACK, Status.PASS, "", *place)


def _of_stacks(subject: Subject, deployed: Deployment, refused: Collection[str]) -> Iterator[Finding]:
    """What failed without any resource that was refused, and regions that were not tried."""
    for target, result in deployed.operation.results.items():
        if result.status == "FAILED" and target.region not in refused:
            yield own(subject, DEPLOYS, Status.FAIL, redact(result.reason, subject.secrets), (), target.region)
        elif target.region not in deployed.stacks:
            yield own(subject, DEPLOYS, Status.SKIP, redact(result.reason, subject.secrets), (), target.region)


def of_sweep(subject: Subject, swept: Swept) -> Iterator[Finding]:
    """One verdict for each call that was broken."""
    if swept.trouble:
        yield own(subject, BREAKS, Status.ERROR, redact(swept.trouble, subject.secrets))
    for broken in swept.broken:
        yield _of_break(subject, broken)


def _of_break(subject: Subject, broken: Broken) -> Finding:
    place = broken.place
    stack = subject.stacks[place.region]
    path = stack.home(place.logical_id) if place.logical_id in stack.bodies else ("Resources", place.logical_id)
    where = f"In {place.phase}, the {place.action} of {place.logical_id} refused"
    if not broken.faults:
        return own(subject, BREAKS, Status.PASS, where, path, place.region, place.logical_id)
    message = f"{where}: {'; '.join(broken.faults)}."
    return own(subject, BREAKS, Status.FAIL, redact(message, subject.secrets), path, place.region, place.logical_id)


def of_drill(subject: Subject, result: Result) -> Iterator[Finding]:
    """A verdict on recovery, on the figures and on the records; ERROR where the drill did not get that far."""
    from tapstack.simulate.drills.judge import judge

    judgement, name = judge(result), f"drill {result.drill.name}"
    for fault in judgement.broken:
        yield own(subject, RECOVERS, Status.ERROR, redact(f"{name}: {fault}", subject.secrets))
    if judgement.broken:
        return
    asked: tuple[tuple[Check, tuple[str, ...]], ...] = (
        (RECOVERS, judgement.recovers),
        (EXPECTED, judgement.expected),
        (CONSERVED, judgement.conserved),
    )
    for check, faults in asked:
        if not faults:
            yield own(subject, check, Status.PASS, name)
        for fault in faults:
            yield own(subject, check, Status.FAIL, redact(f"{name}: {fault}.", subject.secrets))
