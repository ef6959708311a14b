"""KINESIS-004: how long a stream keeps records, and how big they may be, is within bounds."""

from collections.abc import Iterator

from tapstack.checks.truths import numbers
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_BOUNDS = {"RetentionPeriodHours": (24, 8760), "MaxRecordSizeInKiB": (1024, 10240), "ShardCount": (1, 100_000)}


def judge(stream: Property, _: View) -> Iterator[Fault]:
    """A fault for each that is not."""
    yield from numbers.outside(stream, _BOUNDS)


TRUTH = Truth(
    id="KINESIS-004",
    title="A stream keeps records for 24 to 8,760 hours, of up to 1,024 to 10,240 KiB, in at least one shard",
    why="Kinesis refuses the value; the resource schema lets one hour pass, the service does not.",
    fix="Write a RetentionPeriodHours between 24 and 8760.",
    source="botocore kinesis StreamDescription.RetentionPeriodHours (24 at least), IncreaseStreamRetentionPeriod"
    " (8760 at"
    " most); resource schema AWS::Kinesis::Stream, MaxRecordSizeInKiB, ShardCount",
    about=("AWS::Kinesis::Stream",),
    judge=judge,
)
