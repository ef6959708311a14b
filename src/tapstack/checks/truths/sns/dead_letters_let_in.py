"""SNS-015: the dead-letter queue of a subscription lets SNS send to it."""

from collections.abc import Iterator

from tapstack.access import canonical
from tapstack.checks.truths.access.senders import QUEUE, shut
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault where its policy shuts SNS out."""
    if properties["RedrivePolicy"].given:
        target = properties["RedrivePolicy"].document["deadLetterTargetArn"]
        yield from shut(target, QUEUE, "sns", canonical(properties["TopicArn"].pattern, view), view)


TRUTH = Truth(
    id="SNS-015",
    title="The dead-letter queue of a subscription lets SNS send to it",
    why="What cannot be delivered is lost, though a queue was meant to keep it.",
    fix="Give the queue a policy that lets sns.amazonaws.com sqs:SendMessage, with the topic as aws:SourceArn.",
    source="Amazon SNS Developer Guide"
    " (https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html), prerequisites:"
    " the queue policy lets the SNS principal send",
    about=("AWS::SNS::Subscription",),
    judge=judge,
    later=True,
)
