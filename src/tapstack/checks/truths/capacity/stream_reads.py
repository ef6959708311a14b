"""CAPACITY-009: a stream gives out what all of its readers want."""

from collections.abc import Iterator

from tapstack.checks.truths.capacity.objectives import BYTES, RECORDS, amount
from tapstack.checks.truths.capacity.streams import MIB, STREAM, shards
from tapstack.checks.truths.lambda_.event_sources import MAPPING, source_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_MIB_OF_A_SHARD = 2


def judge(stream: Property, view: View) -> Iterator[Fault]:
    """A fault if mappings that share the stream read more; a consumer of its own shares nothing."""
    mappings = (each for each in view.all(MAPPING, region=stream.item.region) if each["Enabled"].flag_or(True))
    readers = sum(source_of(each.properties, view) is stream.item for each in mappings)
    if not readers:
        return
    wanted = readers * amount(view, RECORDS) * amount(view, BYTES) / MIB
    given = shards(stream) * _MIB_OF_A_SHARD
    if given < wanted:
        yield Fault(stream, f"{readers} mappings read {wanted:.1f} MiB a second; the shards give {given:g} MiB.")


TRUTH = Truth(
    id="CAPACITY-009",
    title="The functions that share a stream read no more than its shards give",
    why="Kinesis throttles the readers: all of them fall behind.",
    fix="Raise ShardCount, or give a function an AWS::Kinesis::StreamConsumer of its own.",
    source="botocore kinesis CreateStream (each shard gives 2 MiB a second) and RegisterStreamConsumer (2 MiB a"
    " second and"
    " shard for each consumer)",
    about=(STREAM,),
    needs=(RECORDS, BYTES),
    judge=judge,
    later=True,
)
