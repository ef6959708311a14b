"""SNS-008: a subscription of a delivery stream has a role, and no other."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault where it has none, or has one in vain."""
    role = properties["SubscriptionRoleArn"]
    if properties["Protocol"].equals("firehose") and not role.given:
        yield Fault(properties, "The subscription of a delivery stream has no SubscriptionRoleArn.")


TRUTH = Truth(
    id="SNS-008",
    title="A subscription of a delivery stream has a SubscriptionRoleArn",
    why="SNS refuses it: invalid parameter, the role is required for firehose; the stack fails.",
    fix="Give a role that sns.amazonaws.com may assume and that may put records into the delivery stream.",
    source="botocore sns Subscribe.Attributes: SubscriptionRoleArn is required for Firehose delivery stream"
    " subscriptions",
    about=("AWS::SNS::Subscription",),
    judge=judge,
)
