"""LAMBDA-031: a stream is read from a position, a queue is not."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_.event_sources import MAPPING, STREAMS, kind_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault for a stream without, and a queue or broker with one."""
    kind, position = kind_of(mapping, view), mapping["StartingPosition"]
    if kind in STREAMS and not position.given:
        yield Fault(mapping, "The mapping reads a stream, but has no StartingPosition.")
    elif kind == "sqs" and position.given:
        yield Fault(position, f"The mapping reads a queue; StartingPosition {position.shown} is for streams.")


TRUTH = Truth(
    id="LAMBDA-031",
    title="A mapping of a stream has a StartingPosition, that of a queue has none",
    why="Lambda refuses the mapping.",
    fix="Write TRIM_HORIZON for all records that are there, LATEST for new ones; nothing for a queue.",
    source="botocore lambda CreateEventSourceMapping, StartingPosition (required for Kinesis and DynamoDB Streams);"
    " cfn-lint eventsourcearn_sqs_exclusive.json",
    about=(MAPPING,),
    judge=judge,
)
