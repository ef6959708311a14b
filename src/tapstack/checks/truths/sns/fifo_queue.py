"""SNS-007: a FIFO queue does not subscribe to a standard topic."""

from collections.abc import Iterator

from tapstack.checks.truths.sns.subscriptions import is_fifo
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault where it does."""
    endpoint, topic = properties["Endpoint"], properties["TopicArn"]
    if properties["Protocol"].equals("sqs") and is_fifo(endpoint, view) and not is_fifo(topic, view):
        yield Fault(endpoint, f"The queue {endpoint.shown} is a FIFO queue, the topic {topic.shown} is none.")


TRUTH = Truth(
    id="SNS-007",
    title="A FIFO queue does not subscribe to a standard topic",
    why="SNS refuses it: invalid parameter, FIFO SQS queues cannot be subscribed to standard SNS topics; the"
    " stack fails.",
    fix="Make the topic a FIFO topic too, or the queue a standard queue.",
    source="getmoto/moto#8957 (checked against AWS) and badmintoncryer/cdk-preflight"
    " (pf-sns-fifo-queue-on-standard-topic): SNS refuses it",
    about=("AWS::SNS::Subscription",),
    judge=judge,
)
