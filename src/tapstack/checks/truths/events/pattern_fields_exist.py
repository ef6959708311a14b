"""EVENTS-003: an event pattern names fields that events have."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.events.patterns import ENVELOPE, document
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for each field on top that no event has."""
    found = document(site)
    for name, place in found.members.items() if found else ():
        if name not in ENVELOPE and not _may_be_missing(place):
            yield Fault(place, f"No event has a field {name}; what events tell is below detail.")


def _may_be_missing(place: Property) -> bool:
    """Whether an event without the field passes."""
    entries = place.items if isinstance(place.raw, list) else []
    return any(isinstance(one.raw, dict) and "exists" in one.raw for one in entries)


TRUTH = Truth(
    id="EVENTS-003",
    title="An event pattern names fields that events have",
    why="AWS takes it; no event has the field, so the rule never fires, silently.",
    fix="Use source, detail-type, account, region, time, resources, id and version; put what the event tells below"
    " detail.",
    source="EventBridge User Guide, Event structure (the fields of every event)",
    about=(
        "AWS::Events::Rule",
        "AWS::Events::Archive",
    ),
    at="EventPattern",
    judge=judge,
    later=True,
)
