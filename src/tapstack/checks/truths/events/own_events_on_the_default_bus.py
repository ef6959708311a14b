"""EVENTS-023: A rule for AWS's own events is on the default bus."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.events.buses import bus_of, rules_to
from tapstack.checks.truths.events.patterns import document, literals
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault for a pattern with sources of AWS only, on a bus that no rule of the set sends to."""
    bus = bus_of(site.item, view)
    found = document(site["EventPattern"])
    if bus is None or found is None or bus[1] == "default" or not isinstance(found["source"].raw, list):
        return
    sources = literals(found["source"])
    if sources and all(source.startswith("aws.") for source in sources) and not rules_to(bus, view):
        made = view.find(site["EventBusName"], "AWS::Events::EventBus")
        if made and not made["EventSourceName"].given:
            yield Fault(site["EventBusName"], f"No rule passes events of {', '.join(sorted(sources))} on to {made}.")


TRUTH = Truth(
    id="EVENTS-023",
    title="A rule for AWS's own events is on the default bus",
    why="AWS services send to the default bus only: on another bus the rule never fires, unless something passes the"
    " events on.",
    fix="Take EventBusName away, or pass the events on from the default bus.",
    source="assumption: nothing outside the set sends AWS's events to this bus (EventBridge User Guide: events of"
    " AWS services go to the default bus)",
    about=("AWS::Events::Rule",),
    judge=judge,
    severity=Severity.WARNING,
)
