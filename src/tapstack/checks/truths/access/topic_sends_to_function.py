"""ACCESS-039: the function that subscribes to a topic lets SNS send to it."""

from collections.abc import Iterator

from tapstack.access import canonical
from tapstack.checks.truths.access.senders import FUNCTION, shut
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is shut out."""
    if site["Protocol"].equals("lambda"):
        yield from shut(site["Endpoint"], FUNCTION, "sns", canonical(site["TopicArn"].pattern, view), view)


TRUTH = Truth(
    id="ACCESS-039",
    title="A function that subscribes to a topic lets SNS send to it",
    why="The subscription is made; the function is never invoked, and messages are lost after the retries.",
    fix="Add an AWS::Lambda::Permission for sns.amazonaws.com, with the topic as SourceArn.",
    source="https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
    about=("AWS::SNS::Subscription",),
    judge=judge,
    later=True,
)
