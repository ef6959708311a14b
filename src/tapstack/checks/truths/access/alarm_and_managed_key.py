"""ACCESS-057: a topic that an alarm notifies is not encrypted with the key of AWS."""

from collections.abc import Iterator

from tapstack.checks.truths.access.asking import certainly
from tapstack.checks.truths.access.encrypted import managed_shut
from tapstack.checks.truths.access.places import kind_of
from tapstack.checks.truths.access.senders import TOPIC
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault for each such topic."""
    for name in ("AlarmActions", "OKActions", "InsufficientDataActions"):
        for action in certainly(site[name].items, lambda one: kind_of(one, view) == TOPIC):
            yield from managed_shut(action, TOPIC, "cloudwatch", view)


TRUTH = Truth(
    id="ACCESS-057",
    title="A topic that an alarm notifies is not encrypted with alias/aws/sns",
    why="The alarm goes off and nobody hears: the policy of that key cannot be changed to let CloudWatch use it.",
    fix="Encrypt the topic with a key of your own that lets cloudwatch.amazonaws.com use it.",
    source="Amazon SNS Developer Guide (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html),"
    " compatibility with event sources: step one is a customer managed key",
    about=(
        "AWS::CloudWatch::Alarm",
        "AWS::CloudWatch::CompositeAlarm",
    ),
    judge=judge,
    later=True,
)
