"""The checks of controls, asked of every resource that they are about, in every region."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.controls.catalogue import control_checks
from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.own import own
from tapstack.checks.plan import planned_view
from tapstack.checks.subject import Subject
from tapstack.checks.truths.planned import PlannedView
from tapstack.findings import Finding, Status, TemplatePath, redact
from tapstack.graph.stackset import Item, NotKnown


def run(subject: Subject) -> Iterator[Finding]:
    """The verdicts of every check on every resource that it is about, in each region; SKIP where there is none."""
    for check in control_checks():
        yield from verdicts(check, subject)


def verdicts(check: ControlCheck, subject: Subject) -> Iterator[Finding]:
    """The verdicts of one check."""
    view = planned_view(subject)
    for region in subject.regions:
        items = view.all(*check.about, region=region)
        if not items:
            message = f"{region} has no {' or '.join(check.about)}."
            yield _finding(check, subject, Status.SKIP, message, region=region)
        for item in items:
            yield from _on(check, item, view, subject)


def _on(check: ControlCheck, item: Item, view: PlannedView, subject: Subject) -> Iterator[Finding]:
    """FAIL for each fault, and UNKNOWN for what is not known; else one PASS, or SKIP where nothing is asked."""
    sure, home = Status.FAIL if item.certain else Status.UNKNOWN, subject.stacks[item.region].home(item.logical_id)
    quiet = True
    try:
        for fault in check.judge(item.properties, view):
            quiet = False
            path = subject.stacks[fault.at.item.region].origin(fault.at.path)
            yield _finding(check, subject, sure, fault.message, path, item.region, item.logical_id)
    except NotKnown as unknown:
        yield _finding(check, subject, Status.UNKNOWN, f"{unknown}.", home, item.region, item.logical_id)
        return
    except NotAskedError as why:
        yield _finding(check, subject, Status.SKIP, f"{why}.", home, item.region, item.logical_id)
        return
    if quiet:
        status = Status.PASS if item.certain else Status.UNKNOWN
        message = f"{check.title}." if item.certain else f"Whether {item} is made is not known."
        yield _finding(check, subject, status, message, home, item.region, item.logical_id)


def _finding(
    check: ControlCheck,
    subject: Subject,
    status: Status,
    message: str,
    path: TemplatePath = (),
    region: str | None = None,
    resource: str | None = None,
) -> Finding:
    found = own(subject, check.check, status, redact(message, subject.secrets), path, region, resource)
    return found._replace(controls=check.controls)
