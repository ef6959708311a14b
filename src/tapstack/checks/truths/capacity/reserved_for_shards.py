"""CAPACITY-003: a function may run as often at a time as its streams feed it."""

from collections.abc import Iterator

from tapstack.checks.truths.capacity.objectives import RECORDS
from tapstack.checks.truths.capacity.streams import at_a_time, mappings_of, stream_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(reserved: Property, view: View) -> Iterator[Fault]:
    """A fault if the batches of its streams are more than it reserves; none of it if it reserves 0 on purpose."""
    needed = 0.0
    for mapping in mappings_of(reserved.item, view):
        stream = stream_of(mapping.properties, view)
        needed += at_a_time(mapping.properties, stream) if stream else 0
    if 0 < reserved.number < needed:
        yield Fault(
            reserved, f"{reserved.shown} executions are reserved; the streams feed {needed:g} batches at a time."
        )


TRUTH = Truth(
    id="CAPACITY-003",
    title="Reserved concurrency is at least shards x ParallelizationFactor of the streams that feed a function",
    why="Batches are throttled and tried again: some shards fall behind, and their records may expire.",
    fix="Raise ReservedConcurrentExecutions, or lower ParallelizationFactor.",
    source="assumption: that it is not meant as a brake; Lambda developer guide, Kinesis (each shard has"
    " ParallelizationFactor batches at a time) (https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html)",
    about=("AWS::Lambda::Function",),
    at="ReservedConcurrentExecutions",
    needs=(RECORDS,),
    severity=Severity.WARNING,
    judge=judge,
)
