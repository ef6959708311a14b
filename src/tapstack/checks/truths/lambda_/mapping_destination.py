"""LAMBDA-036: what a mapping gives up on goes to a queue, topic or bucket that there is."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_ import targets
from tapstack.checks.truths.lambda_.event_sources import MAPPING
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(target: Property, view: View) -> Iterator[Fault]:
    """A fault for any other target."""
    yield from targets.faults(target, view, "sqs", "sns", "s3")


TRUTH = Truth(
    id="LAMBDA-036",
    title="The OnFailure destination of a mapping is a queue, a topic or a bucket that exists",
    why="Lambda refuses the mapping, or records that it gives up on are lost.",
    fix="Name a standard SQS queue, SNS topic or S3 bucket of the same region by GetAtt.",
    source="resource schema AWS::Lambda::EventSourceMapping, OnFailure.Destination (topic, queue, bucket or"
    " Kafka topic)",
    about=(MAPPING,),
    at="DestinationConfig.OnFailure.Destination",
    judge=judge,
)
