"""EVENTS-006: A rule with a schedule is on the default bus."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import alike


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for another bus."""
    bus = site["EventBusName"]
    if site["ScheduleExpression"].given and site["ScheduleExpression"].pattern and bus.given:
        name = bus.pattern.rpartition("/")[2] if bus.pattern.startswith("arn:") else bus.pattern
        if alike(name, "default") is None and "Ref:" not in name:
            raise bus.unknown()
        if name != "default":
            yield Fault(bus, f"The schedule is on the bus {bus.shown}.")


TRUTH = Truth(
    id="EVENTS-006",
    title="A rule with a schedule is on the default bus",
    why="PutRule answers: ScheduleExpression is supported only on the default event bus.",
    fix="Take EventBusName away, or use AWS::Scheduler::Schedule.",
    source="aws-controllers-k8s/community#1984 (AWS's answer)",
    about=("AWS::Events::Rule",),
    judge=judge,
)
