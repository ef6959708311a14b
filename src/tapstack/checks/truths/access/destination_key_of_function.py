"""ACCESS-066: the role of a function may use the key of where its records of failure go."""

from collections.abc import Iterator

from tapstack.checks.truths.access.encrypting import encrypting
from tapstack.checks.truths.access.functions import role_behind
from tapstack.checks.truths.access.needs import refusals
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it may not."""
    place = site["OnFailure.Destination"]
    role = role_behind(site.item["FunctionName"], view) if place.given else None
    if role is not None:
        yield from refusals(place, role, encrypting(place, view), view)


TRUTH = Truth(
    id="ACCESS-066",
    title="The role of a function may use the key of the queue or topic that its failures go to",
    why="The record of what failed cannot be kept (DestinationDeliveryFailures), and nobody learns what was lost.",
    fix="Permit the role kms:GenerateDataKey and kms:Decrypt on the key of the queue or topic.",
    source="Amazon SQS developer guide"
    " (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html)"
    " and Amazon SNS Developer Guide"
    " (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html): who sends needs"
    " kms:GenerateDataKey and kms:Decrypt",
    about=(
        "AWS::Lambda::EventInvokeConfig",
        "AWS::Lambda::EventSourceMapping",
    ),
    at="DestinationConfig",
    judge=judge,
    later=True,
)
