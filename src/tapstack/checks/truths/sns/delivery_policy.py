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
    title="A delivery policy is given for http and https only",
    why="SNS refuses the subscription, or retries as it does by default: not as was meant.",
    fix="Leave DeliveryPolicy out; retries to queues, functions and addresses are fixed.",
    source="botocore sns Subscribe.Attributes: DeliveryPolicy defines retries to HTTP/S endpoints; Amazon SNS"
    " Developer Guide, Message delivery retries",
    about=("AWS::SNS::Subscription",),
    judge=judge,
)
