"""How much a stream takes in and how many batches are worked on at a time."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_.event_sources import MAPPING, kind_of, source_of
from tapstack.checks.truths.lambda_.functions import function_of
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

STREAM = "AWS::Kinesis::Stream"
MIB = 1_048_576
RECORDS_OF_A_SHARD = 1_000
_NEW_ON_DEMAND = 4
_HOURS = 24
_DAY = 86_400


def on_demand(stream: Property) -> bool:
    """Whether the stream makes shards as it needs them."""
    return stream["StreamModeDetails.StreamMode"].equals("ON_DEMAND")


def writes(stream: Property) -> float:
    """MiB a second that it takes at once, and as many thousand records: its shards, or what is warm on demand."""
    if on_demand(stream):
        return max(stream["WarmThroughputMiBps"].number_or(0), _NEW_ON_DEMAND)
    return shards(stream)


def shards(stream: Property) -> float:
    """The shards of a provisioned stream. Raises NotKnown on demand, and where their number is not said."""
    if on_demand(stream) or not stream["ShardCount"].given:
        raise NotKnown(f"how many shards {stream.item} has is not known")
    return stream["ShardCount"].number


def stream_of(mapping: Property, view: View) -> Item | None:
    """The Kinesis stream of the set that a mapping reads, by itself or as a consumer; None if it reads another."""
    if kind_of(mapping, view) != "kinesis":
        return None
    found = source_of(mapping, view)
    if found is not None and found.type == "AWS::Kinesis::StreamConsumer":
        return view.find(found["StreamARN"], STREAM)
    return found


def retention(mapping: Property, view: View) -> float | None:
    """Seconds that its stream keeps records; None if it reads no stream."""
    if kind_of(mapping, view) == "dynamodb":
        return _DAY
    stream = stream_of(mapping, view)
    return None if stream is None else stream["RetentionPeriodHours"].number_or(_HOURS) * 3_600


def at_a_time(mapping: Property, stream: Item) -> float:
    """The batches of a mapping that are worked on at a time."""
    return shards(stream.properties) * mapping["ParallelizationFactor"].number_or(1)


def mappings_of(function: Item, view: View) -> Iterator[Item]:
    """The enabled mappings that feed the function."""
    for mapping in view.all(MAPPING, region=function.region):
        if mapping["Enabled"].flag_or(True) and function_of(mapping["FunctionName"], view) is function:
            yield mapping
