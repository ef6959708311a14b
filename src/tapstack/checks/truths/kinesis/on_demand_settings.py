"""KINESIS-003: what only on-demand streams have."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_SETTINGS = ("WarmThroughputMiBps", "RecordDistributionStrategy")


def judge(stream: Property, _: View) -> Iterator[Fault]:
    """A fault for each such setting of a stream that is not ON_DEMAND: by default it is PROVISIONED."""
    if stream["StreamModeDetails.StreamMode"].equals("ON_DEMAND"):
        return
    for name in _SETTINGS:
        if stream.has(name):
            yield Fault(stream[name], f"{name} is given, but the stream is not ON_DEMAND.")


TRUTH = Truth(
    id="KINESIS-003",
    title="Warm throughput and record distribution are settings of an ON_DEMAND stream",
    why="Kinesis refuses the setting on a provisioned stream.",
    fix="Remove the setting, or set StreamMode: ON_DEMAND.",
    source="resource schema AWS::Kinesis::Stream, WarmThroughputMiBps and RecordDistributionStrategy (only with"
    " ON_DEMAND)",
    about=("AWS::Kinesis::Stream",),
    judge=judge,
)
