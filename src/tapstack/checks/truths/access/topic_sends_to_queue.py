"""ACCESS-038: the queue that subscribes to a topic lets SNS send to it."""

from collections.abc import Iterator

from tapstack.access import canonical
from tapstack.checks.truths.access.senders import QUEUE, shut
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is shut out."""
    if site["Protocol"].equals("sqs"):
        yield from shut(site["Endpoint"], QUEUE, "sns", canonical(site["TopicArn"].pattern, view), view)


TRUTH = Truth(
    id="ACCESS-038",
    title="A queue that subscribes to a topic lets SNS send to it",
    why="The subscription is made; every message is refused by the queue and lost.",
    fix="Give the queue a policy that lets sns.amazonaws.com sqs:SendMessage, with the topic as aws:SourceArn.",
    source="AWS SDK for .NET"
    " (https://docs.aws.amazon.com/sdkfornet/v4/apidocs/items/SNS/MSNSSubscribeQueueStringICoreSQSString.html):"
    " the policy that lets a topic deliver to its queue, without which nothing is delivered",
    about=("AWS::SNS::Subscription",),
    judge=judge,
    later=True,
)
