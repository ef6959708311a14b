"""ACCESS-095: the role of a delivery stream may read its source stream."""

from collections.abc import Iterator

from tapstack.checks.truths.access.event_source_read import reading
from tapstack.checks.truths.access.needs import faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(source: Property, view: View) -> Iterator[Fault]:
    """A fault for what the role may not do."""
    yield from faults(source["RoleARN"], reading(source["KinesisStreamARN"], view), view)


TRUTH = Truth(
    id="ACCESS-095",
    title="The role of a delivery stream may read its source stream",
    why="Firehose refuses the delivery stream, or reads nothing: records age in the source until they are gone.",
    fix="Permit the role kinesis:DescribeStream, GetShardIterator, GetRecords and ListShards on the stream.",
    source="https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html; aws-cdk#5221 quotes the"
    " refusal (not authorized to perform kinesis:DescribeStream)",
    about=("AWS::KinesisFirehose::DeliveryStream",),
    at="KinesisStreamSourceConfiguration",
    judge=judge,
)
