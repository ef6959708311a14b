"""EVENTS-026: A flexible time window says how long it is, and an inflexible one does not."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for a length too few, too many or out of range."""
    length = site["MaximumWindowInMinutes"]
    if site["Mode"].equals("FLEXIBLE") is not length.given:
        yield Fault(
            site, f"The mode is {site['Mode'].shown}, and the window has {'a' if length.given else 'no'} length."
        )
    elif length.given and not 1 <= length.number <= 1440:
        yield Fault(length, f"The window has {length.shown} minutes; 1 to 1440 can be.")


TRUTH = Truth(
    id="EVENTS-026",
    title="A flexible time window says how long it is, and an inflexible one does not",
    why="CreateSchedule refuses it (ValidationException).",
    fix="Mode FLEXIBLE with MaximumWindowInMinutes 1 to 1440, or Mode OFF alone.",
    source="botocore scheduler FlexibleTimeWindow (Mode, MaximumWindowInMinutes 1 to 1440)",
    about=("AWS::Scheduler::Schedule",),
    at="FlexibleTimeWindow",
    judge=judge,
)
