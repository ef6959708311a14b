"""EVENTS-013: A FIFO queue as a target is given a message group, and only a FIFO queue."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.references.token import made
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault for a group too few or too many."""
    place = site["Arn"]
    queue = made(place, view)
    found = arn(place.pattern)
    if queue is not None and queue.type == "AWS::SQS::Queue":
        fifo = queue["FifoQueue"].flag
    elif found is not None and found.service == "sqs":
        fifo = _whole(place).endswith(".fifo")
    else:
        return
    grouped = site.has("SqsParameters.MessageGroupId")
    if fifo and not grouped:
        yield Fault(site, f"The FIFO queue {place.shown} is given no MessageGroupId.")
    elif grouped and not fifo:
        yield Fault(site["SqsParameters"], f"{place.shown} is no FIFO queue and is given a MessageGroupId.")


def _whole(place: Property) -> str:
    """The ARN, if the end of it is known. Raises NotKnown."""
    if not TOKEN.split(place.pattern)[-1]:
        raise place.unknown()
    return place.pattern


TRUTH = Truth(
    id="EVENTS-013",
    title="A FIFO queue as a target is given a message group, and only a FIFO queue",
    why="PutTargets refuses a FIFO queue without MessageGroupId, and SqsParameters for a standard queue.",
    fix="Add SqsParameters: {MessageGroupId: ...} for a FIFO queue; take it away for a standard one.",
    source="botocore events Target.SqsParameters (needed for FIFO queues, which are the only ones it is for)",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
)
