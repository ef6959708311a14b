"""SNS-004: the queue or function that subscribes exists."""

from collections.abc import Iterator

from tapstack.checks.truths.sns.subscriptions import FUNCTION, QUEUE
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for one that no stack makes."""
    kind = {"sqs": QUEUE, "lambda": FUNCTION}.get(properties["Protocol"].text)
    if kind and view.find(properties["Endpoint"], kind) is None:
        yield Fault(properties["Endpoint"], f"No stack makes the endpoint {properties['Endpoint'].shown}.")


TRUTH = Truth(
    id="SNS-004",
    title="The queue or function that subscribes to a topic exists",
    why="The subscription is made; every message is lost, or SNS refuses it for it cannot find the function.",
    fix="Make the endpoint in the same stack or before, and refer to it.",
    source="https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html (a deleted endpoint is a"
    " client-side error, which is not retried)",
    about=("AWS::SNS::Subscription",),
    judge=judge,
    later=True,
)
