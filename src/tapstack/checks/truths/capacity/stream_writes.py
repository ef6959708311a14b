"""CAPACITY-001: a stream takes in the records that come."""

from collections.abc import Iterator

from tapstack.checks.truths.capacity.objectives import BYTES, RECORDS, amount
from tapstack.checks.truths.capacity.streams import MIB, RECORDS_OF_A_SHARD, STREAM, writes
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_KIB_OF_A_RECORD = 1_024


def judge(stream: Property, view: View) -> Iterator[Fault]:
    """A fault for too few records a second, for too few bytes, and for records that are too big."""
    records, size = amount(view, RECORDS), amount(view, BYTES)
    most = stream["MaxRecordSizeInKiB"].number_or(_KIB_OF_A_RECORD) * 1_024
    if size > most:
        yield Fault(stream, f"A record has {size:g} bytes; the stream takes {most:g}.")
    taken = writes(stream)
    place = stream["ShardCount"] if stream.has("ShardCount") else stream
    if taken * RECORDS_OF_A_SHARD < records:
        shown = f"{taken * RECORDS_OF_A_SHARD:g}"
        yield Fault(place, f"The stream takes {shown} records a second at once; {records:g} come.")
    if taken * MIB < records * size:
        yield Fault(place, f"The stream takes {taken:g} MiB a second at once; {records * size / MIB:.1f} MiB come.")


TRUTH = Truth(
    id="CAPACITY-001",
    title="A stream takes in the records and bytes a second that the objectives name",
    why="Kinesis refuses what is more: ProvisionedThroughputExceededException; producers that do not retry lose it.",
    fix="Raise ShardCount: each shard takes 1,000 records and 1 MiB a second. On demand set WarmThroughputMiBps.",
    source="botocore kinesis CreateStream (1,000 records and 1 MiB a second for each shard); Kinesis developer guide,"
    " capacity modes (a new on-demand stream: 4 MB and 4,000 records a second)"
    " (https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html)",
    about=(STREAM,),
    needs=(RECORDS, BYTES),
    judge=judge,
    later=True,
)
