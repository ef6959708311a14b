"""SNS-009: the role of a subscription may put records into the delivery stream."""

from collections.abc import Iterator

from tapstack.checks.truths.access.needs import faults
from tapstack.checks.truths.access.places import sending
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault where it may not."""
    if properties["Protocol"].equals("firehose") and properties["SubscriptionRoleArn"].given:
        needs = sending(properties["Endpoint"], view, ("firehose",))
        yield from faults(properties["SubscriptionRoleArn"], needs, view)


TRUTH = Truth(
    id="SNS-009",
    title="The role of a subscription may put records into its delivery stream",
    why="The subscription is made; every message fails to be delivered, and is lost.",
    fix="Permit the role firehose:PutRecord and firehose:PutRecordBatch on the delivery stream.",
    source="botocore sns Subscribe.Attributes: SubscriptionRoleArn must have the permission to write to the"
    " delivery stream",
    about=("AWS::SNS::Subscription",),
    judge=judge,
    later=True,
)
