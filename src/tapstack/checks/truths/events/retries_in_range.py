"""EVENTS-017: A target is tried again for 60 to 86400 seconds and at most 185 times."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_RANGES = {"MaximumEventAgeInSeconds": (60, 86_400), "MaximumRetryAttempts": (0, 185)}


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for each number out of its range."""
    for policy in [site["Target.RetryPolicy"], *site.each("Targets[].RetryPolicy")]:
        for name, (least, most) in _RANGES.items():
            place = policy[name]
            if place.given and not least <= place.number <= most:
                yield Fault(place, f"{name} is {place.shown}; {least} to {most} can be.")


TRUTH = Truth(
    id="EVENTS-017",
    title="A target is tried again for 60 to 86400 seconds and at most 185 times",
    why="PutTargets and CreateSchedule refuse other numbers (ValidationException).",
    fix="MaximumEventAgeInSeconds 60 to 86400, MaximumRetryAttempts 0 to 185.",
    source="botocore events RetryPolicy, scheduler RetryPolicy",
    about=(
        "AWS::Events::Rule",
        "AWS::Scheduler::Schedule",
    ),
    judge=judge,
)
