"""ACCESS-040: the topic that an alarm notifies lets CloudWatch do so."""

from collections.abc import Iterator

from tapstack.access import arn, policies_about
from tapstack.checks.truths.access.asking import certainly
from tapstack.checks.truths.access.places import kind_of
from tapstack.checks.truths.access.senders import TOPIC, shut
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is shut out."""
    for name in ("AlarmActions", "OKActions", "InsufficientDataActions"):
        for action in certainly(site[name].items, lambda one: _has_policy(one, view)):
            yield from shut(action, TOPIC, "cloudwatch", arn(site.item, view), view)


def _has_policy(action: Property, view: View) -> bool:
    """A topic without one lets its own account, and so CloudWatch, publish."""
    topic = view.find(action, TOPIC) if kind_of(action, view) == TOPIC else None
    return topic is not None and bool(policies_about(topic, view))


TRUTH = Truth(
    id="ACCESS-040",
    title="A topic that an alarm notifies lets CloudWatch send to it",
    why="The alarm goes off and nobody hears: its history says that the action failed.",
    fix="Let cloudwatch.amazonaws.com sns:Publish in the topic policy, with the alarm as aws:SourceArn.",
    source="Amazon CloudWatch User Guide, Notifying users on alarm changes: topic policies; the default policy of"
    " a topic lets its own account publish",
    about=(
        "AWS::CloudWatch::Alarm",
        "AWS::CloudWatch::CompositeAlarm",
    ),
    judge=judge,
    later=True,
)
