"""CAPACITY-008: a queue does not feed a function more than it may run."""

from collections.abc import Iterator

from tapstack.checks.truths.capacity.streams import mappings_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(reserved: Property, view: View) -> Iterator[Fault]:
    """A fault if the concurrency of its queues together is more than it reserves."""
    asked = [mapping["ScalingConfig.MaximumConcurrency"] for mapping in mappings_of(reserved.item, view)]
    needed = sum(each.number for each in asked if each.given)
    if needed > reserved.number:
        yield Fault(reserved, f"{reserved.shown} executions are reserved; its queues may ask for {needed:g}.")


TRUTH = Truth(
    id="CAPACITY-008",
    title="Reserved concurrency is at least the MaximumConcurrency of the queues that feed a function",
    why="Messages are throttled, received again, and moved to the dead-letter queue though nothing is wrong with them.",
    fix="Raise ReservedConcurrentExecutions, or lower MaximumConcurrency.",
    source="assumption: Lambda developer guide, maximum concurrency for SQS, advises it and does not refuse"
    " (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html)",
    about=("AWS::Lambda::Function",),
    at="ReservedConcurrentExecutions",
    severity=Severity.WARNING,
    judge=judge,
)
