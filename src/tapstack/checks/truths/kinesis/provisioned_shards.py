"""KINESIS-001: a provisioned stream says how many shards it has."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(stream: Property, _: View) -> Iterator[Fault]:
    """A fault for a stream that is PROVISIONED by name, without shards."""
    if stream["StreamModeDetails.StreamMode"].equals("PROVISIONED") and not stream.has("ShardCount"):
        yield Fault(stream, "The stream is PROVISIONED, but has no ShardCount.")


TRUTH = Truth(
    id="KINESIS-001",
    title="A PROVISIONED stream has a ShardCount",
    why="Kinesis refuses the stream: it does not know how many shards to make.",
    fix="Add ShardCount, or set StreamMode: ON_DEMAND.",
    source="resource schema AWS::Kinesis::Stream, ShardCount (required when StreamMode is PROVISIONED); botocore"
    " kinesis"
    " CreateStream",
    about=("AWS::Kinesis::Stream",),
    judge=judge,
)
