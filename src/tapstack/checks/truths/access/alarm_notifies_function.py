"""ACCESS-041: the function that an alarm notifies lets CloudWatch do so."""

from collections.abc import Iterator

from tapstack.access import arn
from tapstack.checks.truths.access.asking import certainly
from tapstack.checks.truths.access.places import kind_of
from tapstack.checks.truths.access.senders import FUNCTION, shut
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is shut out."""
    for name in ("AlarmActions", "OKActions", "InsufficientDataActions"):
        for action in certainly(site[name].items, lambda one: kind_of(one, view) == FUNCTION):
            yield from shut(action, FUNCTION, "lambda.alarms.cloudwatch", arn(site.item, view), view)


TRUTH = Truth(
    id="ACCESS-041",
    title="A function that an alarm notifies lets CloudWatch send to it",
    why="The alarm goes off and nobody hears: its history says that the action failed.",
    fix="Add an AWS::Lambda::Permission for lambda.alarms.cloudwatch.amazonaws.com, with the alarm as SourceArn.",
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html (the"
    " function's policy must let lambda.alarms.cloudwatch.amazonaws.com invoke it)",
    about=(
        "AWS::CloudWatch::Alarm",
        "AWS::CloudWatch::CompositeAlarm",
    ),
    judge=judge,
    later=True,
)
