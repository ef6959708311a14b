"""KMS-005: the days of a key, as they come out, are ones that KMS takes."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_RANGES = {"PendingWindowInDays": (7, 30), "RotationPeriodInDays": (90, 2560)}


def judge(key: Property, _: View) -> Iterator[Fault]:
    """A fault for a waiting period or a rotation period out of range."""
    for name, (least, most) in _RANGES.items():
        if key.has(name) and not least <= key[name].number <= most:
            yield Fault(key[name], f"{name} is {key[name].shown}; it takes {least} to {most}.")


TRUTH = Truth(
    id="KMS-005",
    title="A key waits 7 to 30 days before it is deleted and rotates every 90 to 2,560 days",
    why="KMS answers ValidationException; for the waiting period only when the stack is deleted, which then fails.",
    fix="Bound the parameter: MinValue and MaxValue.",
    source="resource schema AWS::KMS::Key, PendingWindowInDays and RotationPeriodInDays (minimum and maximum)",
    about=("AWS::KMS::Key", "AWS::KMS::ReplicaKey"),
    judge=judge,
)
