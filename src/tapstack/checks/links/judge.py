"""What is to be said of one link, and of regions that wait for each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tapstack.checks.links.checks import MENTIONED, MISSING_AT_CREATION, MISSING_AT_RUN_TIME, ORDER
from tapstack.checks.truths.planned import PlannedView
from tapstack.findings import Check, Status
from tapstack.graph.links import Link, Moment, Orders
from tapstack.render.pattern import shown

Said = tuple[Check, Status, str]
_SETTINGS = {
    "AWS::Lambda::Function": "Environment",
    "AWS::StepFunctions::StateMachine": "Definition",
    "AWS::CloudWatch::Dashboard": "DashboardBody",
    "AWS::SSM::Parameter": "Value",
}
"""Where a template tells code, workflows and people of things: they use them or not, as they like."""


def existence(link: Link, view: PlannedView) -> Iterator[Said]:
    """Whether what the link leads to is made there."""
    if link.moment is Moment.PERMISSION:
        return
    check = _check(link)
    exists = link.exists
    if view.declared(link.text):
        exists = True
    elif exists is None and link.target is None and view.around.ours:
        exists = False
    if exists is False:
        yield check, Status.FAIL, f"{_head(link)}, {_why(link)}."
    elif exists is None:
        yield check, Status.UNKNOWN, f"{_head(link)}; whether it is there is not known."
    else:
        yield check, Status.PASS, f"{check.title}."


def lateness(link: Link, orders: Orders, regions: Sequence[str]) -> Iterator[Said]:
    """Whether the region that the link leads to comes first; what waits in a circle is said of the circle.

    What no stack of the set makes can be there at any time.
    """
    if link.moment is not Moment.CREATION or link.exists is False or link.region not in regions:
        return
    if link.target is None:
        return
    if any({link.item.region, link.region} <= set(circle) for circle in orders.circles):
        return
    if regions.index(link.region) < regions.index(link.item.region):
        yield ORDER, Status.PASS, f"{ORDER.title}."
        return
    derived = ", ".join(region for group in orders.creation for region in group)
    late = f"{_head(link)}, which is made later. The order that works is {derived}"
    yield ORDER, Status.FAIL, f"{late}; the order given is {', '.join(regions)}."


def roundabout(circle: Sequence[str], orders: Orders) -> str:
    """A circle of regions in words: who waits for what of whom."""
    steps = (orders.needs[one, other][0] for one, other in pairwise(circle))
    waits = (f"{link.item} needs {_end(link)} in {link.region} ({link.at.label})" for link in steps)
    return f"Regions wait for each other: {'; '.join(waits)}."


def _check(link: Link) -> Check:
    if link.moment is Moment.CREATION:
        return MISSING_AT_CREATION
    part = _SETTINGS.get(link.item.type)
    return MENTIONED if part and link.at.label.startswith(part) else MISSING_AT_RUN_TIME


def _head(link: Link) -> str:
    return f"{link.at.label} names {shown(link.text)} in {link.region}"


def _end(link: Link) -> str:
    return link.target.logical_id if link.target else shown(link.text)


def _why(link: Link) -> str:
    if link.target is not None:
        return f"but {link.target.logical_id} is not made there: its condition is false"
    if link.twin is not None:
        return f"but only {link.twin.region} has {link.twin.logical_id}"
    return "which no stack of the set makes"
