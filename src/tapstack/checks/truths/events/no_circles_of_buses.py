"""EVENTS-022: events do not go round between buses."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.events.buses import bus_of, rules_between, target_bus
from tapstack.checks.truths.events.patterns import document, pass_all
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where rules lead from the rule's bus back to it, and one event passes them all."""
    start = bus_of(site.item, view)
    first = document(site["EventPattern"])
    for target in site.each("Targets[]"):
        bus = target_bus(target["Arn"], view) if first is not None else None
        if bus is None or start is None or first is None:
            continue
        if bus == start:
            yield Fault(target["Arn"], f"The rule sends events of the bus {start[1]} to that bus.")
            continue
        for back in rules_between(bus, start, view):
            second = document(back["EventPattern"])
            if second is not None and pass_all([first, second]):
                yield Fault(target["Arn"], f"{back} sends the events back: they go round.")


TRUTH = Truth(
    id="EVENTS-022",
    title="Events do not go round between buses",
    why="An event that each rule of a circle passes on goes round for ever, or is dropped by AWS: either way it"
    " costs and hides.",
    fix='Let each rule pass on only events of its own region: {"region": ["us-east-1"]} in its pattern.',
    source="assumption: EventBridge keeps an event's region and source when a rule passes it on, so the next rule"
    " matches it again",
    about=("AWS::Events::Rule",),
    judge=judge,
    severity=Severity.WARNING,
)
