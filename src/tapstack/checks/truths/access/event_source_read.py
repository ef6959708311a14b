"""ACCESS-005: the role of a function may read what an event source mapping feeds it from."""

from collections.abc import Iterator, Mapping

from tapstack.checks.truths.access.functions import role_behind
from tapstack.checks.truths.access.needs import Need, refusals
from tapstack.checks.truths.access.places import arn_in, made, service_in
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

READS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "kinesis": (
        ("kinesis:DescribeStream", "kinesis:DescribeStreamSummary"),
        ("kinesis:GetRecords",),
        ("kinesis:GetShardIterator",),
    ),
    "dynamodb": (("dynamodb:DescribeStream",), ("dynamodb:GetRecords",), ("dynamodb:GetShardIterator",)),
    "sqs": (("sqs:ReceiveMessage",), ("sqs:DeleteMessage",), ("sqs:GetQueueAttributes",)),
}


def judge(source: Property, view: View) -> Iterator[Fault]:
    """A fault for each action that is not permitted."""
    role = role_behind(source.item["FunctionName"], view)
    if role is not None:
        yield from refusals(source, role, reading(source, view), view)


def reading(source: Property, view: View) -> Iterator[Need]:
    """What reading from the ARN of a stream or queue takes."""
    text = arn_in(source, view)
    for actions in READS.get(service_in(text), ()) if "/consumer/" not in text else ():
        yield Need(actions, text, made(source, view))


TRUTH = Truth(
    id="ACCESS-005",
    title="The role of a function may read the source of its event source mapping",
    why="Lambda tries it when the mapping is made: InvalidParameterValueException, it cannot access the stream, or the"
    " execution role does not have permissions to call ReceiveMessage; the stack fails.",
    fix="Permit the role to describe and read the stream (GetRecords, GetShardIterator), or to receive and delete"
    " messages of the queue and get its attributes.",
    source="AWS Lambda Developer Guide, required permissions of Kinesis, DynamoDB and SQS event sources;"
    " aws-amplify/amplify-cli#12965 quotes the refusal",
    about=("AWS::Lambda::EventSourceMapping",),
    at="EventSourceArn",
    judge=judge,
)
