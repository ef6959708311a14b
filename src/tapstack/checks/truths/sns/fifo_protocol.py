"""SNS-006: only queues subscribe to a FIFO topic."""

from collections.abc import Iterator

from tapstack.checks.truths.sns.subscriptions import is_fifo
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for another protocol at a FIFO topic."""
    protocol = properties["Protocol"]
    if is_fifo(properties["TopicArn"], view) and not protocol.equals("sqs"):
        yield Fault(protocol, f"A FIFO topic does not deliver by {protocol.shown}.")


TRUTH = Truth(
    id="SNS-006",
    title="Only queues subscribe to a FIFO topic",
    why="SNS refuses the subscription: invalid protocol type for a FIFO topic; the stack fails.",
    fix="Subscribe a queue, and let it feed the function or address.",
    source="hashicorp/terraform-provider-aws#38441 quotes the refusal (invalid protocol type) of any protocol but sqs",
    about=("AWS::SNS::Subscription",),
    judge=judge,
)
