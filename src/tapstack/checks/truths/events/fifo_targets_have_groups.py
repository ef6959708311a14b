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
    """A fault for a FIFO queue without a group, and for one that does not tell duplicates by their content."""
    place = site["Arn"]
    queue = made(place, view)
    found = arn(place.pattern)
    if queue is not None and queue.type == "AWS::SQS::Queue":
        fifo = queue["FifoQueue"].flag
        if fifo and not queue["ContentBasedDeduplication"].flag:
            yield Fault(place, f"The FIFO queue {queue} has no ContentBasedDeduplication.")
    elif found is not None and found.service == "sqs":
        fifo = _whole(place).endswith(".fifo")
    else:
        return
    if fifo and not site.has("SqsParameters.MessageGroupId"):
        yield Fault(site, f"The FIFO queue {place.shown} is given no MessageGroupId.")


def _whole(place: Property) -> str:
    """The ARN, if the end of it is known. Raises NotKnown."""
    if not TOKEN.split(place.pattern)[-1]:
        raise place.unknown()
    return place.pattern


TRUTH = Truth(
    id="EVENTS-013",
    title="A FIFO queue as a target is given a message group, and deduplicates by content",
    why="PutTargets refuses a FIFO queue without MessageGroupId; without deduplication by content SQS takes no event.",
    fix="Add SqsParameters: {MessageGroupId: ...} to the target, ContentBasedDeduplication: true to the queue.",
    source="botocore events SqsParameters (the message group of a fair or FIFO queue, which must have content-based"
    " deduplication enabled)",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
)
