"""KINESIS-002: an on-demand stream has no number of shards."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(stream: Property, _: View) -> Iterator[Fault]:
    """A fault for one that has."""
    if stream["StreamModeDetails.StreamMode"].equals("ON_DEMAND") and stream.has("ShardCount"):
        count = stream["ShardCount"]
        yield Fault(count, f"The stream is ON_DEMAND, but has a ShardCount of {count.shown}.")


TRUTH = Truth(
    id="KINESIS-002",
    title="An ON_DEMAND stream has no ShardCount",
    why="Kinesis refuses the stream: the shards of an on-demand stream are its own affair.",
    fix="Remove ShardCount, or set StreamMode: PROVISIONED.",
    source="botocore kinesis CreateStream (shards are given for provisioned streams, on-demand streams manage their"
    " own);"
    " resource schema AWS::Kinesis::Stream, ShardCount",
    about=("AWS::Kinesis::Stream",),
    judge=judge,
)
