"""Links become findings: one verdict for each link on each check that it falls under, one for each circle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tapstack.checks.links.checks import CHECKS, DEADLOCK, ORDER
from tapstack.checks.links.judge import existence, lateness, roundabout
from tapstack.checks.own import own
from tapstack.checks.plan import planned_view
from tapstack.checks.subject import Subject
from tapstack.findings import Check, Finding, Status, redact
from tapstack.graph.links import Link, links, orders


def run(subject: Subject) -> Iterator[Finding]:
    """The verdicts on every link; SKIP for each check that no link falls under."""
    view = planned_view(subject)
    found = links(view.stackset)
    order = orders(view.regions, found)
    asked: set[str] = set()
    for link in found:
        for check, status, message in (*existence(link, view), *lateness(link, order, view.regions)):
            asked.add(check.id)
            yield _finding(subject, check, status, message, link)
    for circle in order.circles:
        asked.add(DEADLOCK.id)
        yield _finding(subject, DEADLOCK, Status.FAIL, roundabout(circle, order), order.needs[circle[0], circle[1]][0])
    if found and not order.circles:
        asked |= {DEADLOCK.id, ORDER.id}
        yield own(subject, DEADLOCK, Status.PASS, f"Regions can be made in the order {_said(order.creation)}.")
    for check in CHECKS:
        if check.id not in asked:
            yield own(subject, check, Status.SKIP, "No link between regions falls under it.")


def _said(groups: list[list[str]]) -> str:
    return ", ".join(" with ".join(group) for group in groups)


def _finding(subject: Subject, check: Check, status: Status, message: str, link: Link) -> Finding:
    path = subject.stacks[link.item.region].origin(link.at.path)
    made = own(subject, check, status, redact(message, subject.secrets), path, link.item.region)
    return replace(made, resource=link.item.logical_id)
