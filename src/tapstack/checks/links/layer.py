"""Links become findings: one verdict for each link on each check that it falls under, one for each circle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tapstack.checks.links.checks import CHECKS, DEADLOCK, ORDER
from tapstack.checks.links.judge import existence, lateness, roundabout
from tapstack.checks.own import own
from tapstack.checks.plan import planned_view
from tapstack.checks.subject import Subject
from tapstack.findings import Check, Finding, Severity, Status, redact
from tapstack.graph.links import Link, Orders, links, orders

Opened = Callable[[Orders, list[str]], bool]
First = Callable[[Orders, list[str]], str | None]


def once(subject: Subject) -> Iterator[Finding]:
    """The verdicts on every link of the given world; SKIP for each check that no link falls under.

    A circle that an update can lead into is a warning, which says what to deploy first.
    """
    from tapstack.checks.links.updates import first

    yield from judged(subject, first=lambda order, circle: first(subject, order, circle))


def judged(subject: Subject, *, opened: Opened | None = None, first: First | None = None) -> Iterator[Finding]:
    """The same, of any world: of circles that are ``opened`` nothing is said."""
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
        if opened is None or not opened(order, circle):
            yield _waiting(subject, order, circle, first)
    if found and not order.circles:
        asked |= {DEADLOCK.id, ORDER.id}
        yield own(subject, DEADLOCK, Status.PASS, f"Regions can be made in the order {_said(order.creation)}.")
    for check in CHECKS:
        if check.id not in asked:
            yield own(subject, check, Status.SKIP, "No link between regions falls under it.")


def _waiting(subject: Subject, order: Orders, circle: list[str], first: First | None) -> Finding:
    """The finding on a circle: an error, or a warning that says from where an update leads into it."""
    message = roundabout(circle, order)
    link = order.needs[circle[0], circle[1]][0]
    changes = first(order, circle) if first else None
    if changes is None:
        return _finding(subject, DEADLOCK, Status.FAIL, message, link)
    check = replace(DEADLOCK, severity=Severity.WARNING)
    advice = f" Nothing like this can be made in one go: deploy it with {changes} first, then update it."
    return _finding(subject, check, Status.FAIL, message + advice, link)


def _said(groups: list[list[str]]) -> str:
    return ", ".join(" with ".join(group) for group in groups)


def _finding(subject: Subject, check: Check, status: Status, message: str, link: Link) -> Finding:
    path = subject.stacks[link.item.region].origin(link.at.path)
    message = redact(message, subject.secrets)
    return own(subject, check, status, message, path, link.item.region, link.item.logical_id)
