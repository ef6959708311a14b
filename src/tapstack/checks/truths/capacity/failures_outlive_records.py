"""CAPACITY-007: what is known of a failed record is kept as long as the record."""

from collections.abc import Iterator

from tapstack.checks.truths.capacity.streams import retention
from tapstack.checks.truths.lambda_.event_sources import MAPPING
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_DEFAULT = 345_600


def judge(target: Property, view: View) -> Iterator[Fault]:
    """A fault for a queue that forgets earlier than the stream."""
    kept = retention(target.item.properties, view)
    queue = view.find(target, "AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::S3::Bucket") if kept else None
    if kept is None or queue is None or queue.type != "AWS::SQS::Queue":
        return
    told = queue["MessageRetentionPeriod"].number_or(_DEFAULT)
    if told < kept:
        yield Fault(target, f"{queue} keeps messages {told:g} s; the stream keeps the records {kept:g} s.")


TRUTH = Truth(
    id="CAPACITY-007",
    title="The queue of a stream's failed records keeps messages as long as the stream keeps the records",
    why="The message says where in the stream the record is: without it the record can no longer be found.",
    fix="Raise MessageRetentionPeriod of the queue: 1209600 is 14 days, the most.",
    source="assumption: who repairs it takes as long as the record is there; Lambda developer guide, retaining"
    " discarded"
    " batches (the message has shard and sequence numbers, not the record)"
    " (https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html)",
    about=(MAPPING,),
    at="DestinationConfig.OnFailure.Destination",
    severity=Severity.WARNING,
    judge=judge,
)
