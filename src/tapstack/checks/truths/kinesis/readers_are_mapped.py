"""KINESIS-010: a function that may read a stream is handed its records."""

from collections.abc import Iterator

from tapstack.access import Request, role_allows
from tapstack.access.names import arn
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.template.logic import any_of

_FUNCTION, _MAPPING, _ROLE = "AWS::Lambda::Function", "AWS::Lambda::EventSourceMapping", "AWS::IAM::Role"
_CONSUMER = "AWS::Kinesis::StreamConsumer"


def judge(stream: Property, view: View) -> Iterator[Fault]:
    """A fault where functions of the region may read the stream, but no mapping hands records to any of them."""
    region = stream.item.region
    takers = view.all(_MAPPING, _CONSUMER, region=region)
    if any_of(_takes(taker, stream.item, view) for taker in takers) is not False:
        return
    readers = [item for item in view.all(_FUNCTION, region=region) if _may_read(item, stream.item, view)]
    if readers:
        yield Fault(stream, f"{readers[0].logical_id} may read the stream, and no mapping hands it any records.")


def _takes(taker: Item, stream: Item, view: View) -> bool | None:
    """Whether a mapping or consumer takes from the stream; None where its source is not known."""
    source = taker["EventSourceArn"] if taker.type == _MAPPING else taker["StreamARN"]
    try:
        return source.given and view.find(source, "AWS::Kinesis::Stream", _CONSUMER) is stream
    except NotKnown:
        return None


def _may_read(function: Item, stream: Item, view: View) -> bool:
    role = view.find(function["Role"], _ROLE)
    return role is not None and role_allows(role, Request("kinesis:GetRecords", arn(stream, view), {}), view)


TRUTH = Truth(
    id="KINESIS-010",
    title="A function that may read a stream is handed its records by a mapping",
    why="Everything deploys, and no record is ever processed: the stream loses them when its retention ends.",
    fix="Add an AWS::Lambda::EventSourceMapping from the stream to the function, or take the permission away.",
    source="assumption: a function that may read a stream is there to process it",
    about=("AWS::Kinesis::Stream",),
    judge=judge,
    severity=Severity.WARNING,
)
