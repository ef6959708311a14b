"""SNS-016: the dead-letter queue of a subscription is of the kind of its topic."""

from collections.abc import Iterator

from tapstack.checks.truths.sns.subscriptions import QUEUE, TOPIC
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault where one is FIFO and the other is not."""
    if not properties["RedrivePolicy"].given:
        return
    target = properties["RedrivePolicy"].document["deadLetterTargetArn"]
    queue, topic = view.find(target, QUEUE), view.find(properties["TopicArn"], TOPIC)
    if queue is not None and topic is not None and queue["FifoQueue"].flag != topic["FifoTopic"].flag:
        kind = "a FIFO" if topic["FifoTopic"].flag else "a standard"
        yield Fault(target, f"{topic} is {kind} topic; {queue} is of the other kind.")


TRUTH = Truth(
    id="SNS-016",
    title="The dead-letter queue of a subscription is FIFO if and only if the topic is",
    why="SNS refuses the redrive policy, or cannot move messages into the queue: they are lost.",
    fix="Use a FIFO queue for a FIFO topic, and a standard queue for a standard topic.",
    source="Amazon SNS Developer Guide"
    " (https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html): subscriptions of FIFO"
    " topics use FIFO queues, those of standard topics standard queues",
    about=("AWS::SNS::Subscription",),
    judge=judge,
)
