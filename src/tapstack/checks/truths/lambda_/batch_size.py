"""LAMBDA-033: a batch is not bigger than the source gives it."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_.event_sources import MAPPING, kind_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property

_MOST = 10_000
_OF_A_QUEUE = 10


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault for more than 10,000, more than 10 of a FIFO queue, and more than 10 of a queue without a window."""
    size, window = mapping["BatchSize"], mapping["MaximumBatchingWindowInSeconds"]
    if size.given and not 1 <= size.number <= _MOST:
        yield Fault(size, f"BatchSize is {size.shown}; it must be 1 to {_MOST}.")
    if kind_of(mapping, view) != "sqs":
        return
    big = size.number_or(_OF_A_QUEUE) > _OF_A_QUEUE
    ordered = _fifo(mapping["EventSourceArn"], view)
    if ordered and big:
        yield Fault(size, f"BatchSize is {size.shown}; a FIFO queue gives {_OF_A_QUEUE} at most.")
    elif ordered and window.number_or(0) > 0:
        yield Fault(window, "A FIFO queue has no batching window.")
    elif big and window.number_or(0) < 1:
        yield Fault(size, f"BatchSize is {size.shown}; more than {_OF_A_QUEUE} need a batching window of a second.")


def _fifo(arn: Property, view: View) -> bool:
    if arn.pattern.startswith("arn:"):
        return arn.pattern.endswith(".fifo")
    found: Item | None = view.find(arn, "AWS::SQS::Queue")
    return found is not None and found["FifoQueue"].flag


TRUTH = Truth(
    id="LAMBDA-033",
    title="A batch has 10,000 records at most, 10 of a FIFO queue, and above 10 of a queue a batching window",
    why="Lambda refuses the mapping.",
    fix="Lower BatchSize, or set MaximumBatchingWindowInSeconds to 1 or more (not for a FIFO queue).",
    source="resource schema AWS::Lambda::EventSourceMapping, BatchSize and MaximumBatchingWindowInSeconds; Lambda"
    " developer"
    " guide, SQS (the window is for standard queues)"
    " (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html)",
    about=(MAPPING,),
    judge=judge,
)
