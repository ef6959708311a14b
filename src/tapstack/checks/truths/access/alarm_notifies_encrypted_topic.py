"""ACCESS-050: the key of a topic lets CloudWatch use it for alarms."""

from collections.abc import Iterator

from tapstack.access import arn
from tapstack.checks.truths.access.asking import certainly
from tapstack.checks.truths.access.encrypted import key_shut
from tapstack.checks.truths.access.places import kind_of
from tapstack.checks.truths.access.senders import TOPIC
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where the key shuts CloudWatch out."""
    for name in ("AlarmActions", "OKActions", "InsufficientDataActions"):
        for action in certainly(site[name].items, lambda one: kind_of(one, view) == TOPIC):
            yield from key_shut(action, TOPIC, "cloudwatch", arn(site.item, view), view)


TRUTH = Truth(
    id="ACCESS-050",
    title="The key of a topic that an alarm notifies lets CloudWatch use it",
    why="The alarm goes off and nobody hears: its history says that the action failed for the key.",
    fix="Let cloudwatch.amazonaws.com kms:Decrypt and kms:GenerateDataKey* in the key policy.",
    source="Amazon SNS Developer Guide (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html),"
    " compatibility with event sources: kms:GenerateDataKey* and kms:Decrypt for the service in the key"
    " policy",
    about=(
        "AWS::CloudWatch::Alarm",
        "AWS::CloudWatch::CompositeAlarm",
    ),
    judge=judge,
    later=True,
)
