"""ACCESS-042: the function that a subscription filter feeds lets CloudWatch Logs invoke it."""

from collections.abc import Iterator

from tapstack.access import arn
from tapstack.checks.truths.access.places import kind_of
from tapstack.checks.truths.access.senders import FUNCTION, shut
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is shut out."""
    group = view.find(site["LogGroupName"], "AWS::Logs::LogGroup")
    if group is not None and kind_of(site["DestinationArn"], view) == FUNCTION:
        yield from shut(site["DestinationArn"], FUNCTION, "logs", arn(group, view), view)


TRUTH = Truth(
    id="ACCESS-042",
    title="A function that a subscription filter feeds lets CloudWatch Logs invoke it",
    why="CloudWatch Logs refuses the filter: it could not execute the function; the stack fails.",
    fix="Add an AWS::Lambda::Permission for logs.amazonaws.com, with the log group, its ARN ending in :*, as"
    " SourceArn.",
    source="Amazon CloudWatch Logs User Guide, Subscription filters with AWS Lambda: grant CloudWatch Logs the"
    " permission",
    about=("AWS::Logs::SubscriptionFilter",),
    judge=judge,
)
