"""One truth on one resource: what is wrong, what is not known, or that it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Status, TemplatePath
from tapstack.graph.stackset import Item, NotKnown, Property


class Verdict(NamedTuple):
    """``path`` leads into the stack of ``place``'s region; without a place it is the truth's title, of the resource."""

    status: Status
    message: str = ""
    place: Item | None = None
    path: TemplatePath = ()


_HOLDS, _UNASKED = [Verdict(Status.PASS)], [Verdict(Status.SKIP)]


def judge(truth: Truth, item: Item, view: View) -> Sequence[Verdict]:
    """FAIL for each fault and UNKNOWN for each site without an answer; else one PASS, or SKIP if there is no site.

    On a resource of which it is not known whether it is made, nothing is known. SKIP as well where no objective is
    set that the truth needs.
    """
    if truth.needs and any(name not in view.objectives for name in truth.needs):
        return _UNASKED
    try:
        sites = list(item.properties.each(truth.at)) if truth.at else [item.properties]
    except NotKnown as unknown:
        return [_doubtful(Verdict(Status.UNKNOWN, f"{unknown}.", item, item.body.path), item)]
    found: dict[tuple[str, TemplatePath], Verdict] = {}
    for site in sites:
        for verdict in _at(truth, site, view):
            found.setdefault((verdict.message, verdict.path), verdict)
    if not found:
        return _HOLDS if sites else _UNASKED
    return [_doubtful(verdict, item) for verdict in found.values()]


def _at(truth: Truth, site: Property, view: View) -> list[Verdict]:
    """A verdict for each thing that is wrong at a site, and for what is not known."""
    found: list[Verdict] = []
    try:
        for fault in truth.judge(site, view):
            found.append(_failed(fault))  # noqa: PERF401 - what was found before NotKnown was raised stays
    except NotKnown as unknown:
        found.append(Verdict(Status.UNKNOWN, f"{unknown}.", site.item, site.path))
    return found


def _failed(fault: Fault) -> Verdict:
    return Verdict(Status.FAIL, fault.message, fault.at.item, fault.at.path)


def _doubtful(verdict: Verdict, item: Item) -> Verdict:
    if item.certain:
        return verdict
    why = f"Whether {item.logical_id} is made is not known. {verdict.message}"
    return verdict._replace(status=Status.UNKNOWN, message=why)
