"""One truth on one resource: what is wrong, what is not known, or that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Status, TemplatePath
from tapstack.graph.stackset import Item, NotKnown, Property


class Verdict(NamedTuple):
    """``path`` leads into the stack of ``place``'s region."""

    status: Status
    message: str
    place: Item
    path: TemplatePath


def judge(truth: Truth, item: Item, view: View) -> list[Verdict]:
    """FAIL for each fault and UNKNOWN for each site without an answer; else one PASS, or SKIP if there is no site.

    On a resource of which it is not known whether it is made, nothing is known. SKIP as well where no objective is
    set that the truth needs.
    """
    if any(name not in view.objectives for name in truth.needs):
        return [Verdict(Status.SKIP, truth.title, item, item.body.path)]
    found: dict[tuple[str, TemplatePath], Verdict] = {}
    looked = False
    for outcome in _outcomes(truth, item, view):
        if outcome is None:
            looked = True
        else:
            found.setdefault((outcome.message, outcome.path), outcome)
    if not found:
        status = Status.PASS if looked else Status.SKIP
        return [Verdict(status, truth.title, item, item.body.path)]
    return list(found.values()) if item.certain else [_doubtful(verdict, item) for verdict in found.values()]


def _outcomes(truth: Truth, item: Item, view: View) -> Iterator[Verdict | None]:
    """A verdict for what is wrong or not known; None for each site that was looked at."""
    try:
        sites = list(item.properties.each(truth.at)) if truth.at else [item.properties]
    except NotKnown as unknown:
        yield Verdict(Status.UNKNOWN, f"{unknown}.", item, item.body.path)
        return
    for site in sites:
        yield from _at(truth, site, view)
        yield None


def _at(truth: Truth, site: Property, view: View) -> Iterator[Verdict]:
    try:
        for fault in truth.judge(site, view):
            yield _failed(fault)
    except NotKnown as unknown:
        yield Verdict(Status.UNKNOWN, f"{unknown}.", site.item, site.path)


def _failed(fault: Fault) -> Verdict:
    return Verdict(Status.FAIL, fault.message, fault.at.item, fault.at.path)


def _doubtful(verdict: Verdict, item: Item) -> Verdict:
    why = f"Whether {item.logical_id} is made is not known. {verdict.message}"
    return verdict._replace(status=Status.UNKNOWN, message=why)
