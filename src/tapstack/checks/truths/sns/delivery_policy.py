"""SNS-013: a delivery policy is for URLs."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for another protocol."""
    protocol = properties["Protocol"]
    if properties["DeliveryPolicy"].given and not protocol.is_in("http", "https"):
        yield Fault(properties["DeliveryPolicy"], f"The protocol {protocol.shown} has no delivery policy.")


TRUTH = Truth(
    id="SNS-013",
    title="A delivery policy of a subscription is given for http and https only",
    why="SNS retries as it does by default: not as was meant.",
    fix="Leave DeliveryPolicy out; retries to queues, functions and addresses are fixed.",
    source="Amazon SNS Developer Guide"
    " (https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html): only HTTP/S has"
    " policies of one's own; botocore sns SubscribeInput.Attributes, DeliveryPolicy (retries to HTTP/S"
    " endpoints)",
    about=("AWS::SNS::Subscription",),
    judge=judge,
    later=True,
)
