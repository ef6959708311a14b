"""ACCESS-033: the topic that a rule sends to lets EventBridge do so."""

from collections.abc import Iterator

from tapstack.access import arn
from tapstack.checks.truths.access.places import kind_of
from tapstack.checks.truths.access.senders import TOPIC, shut
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is shut out."""
    if not site.has("RoleArn") and kind_of(site["Arn"], view) == TOPIC:
        yield from shut(site["Arn"], TOPIC, "events", arn(site.item, view), view)


TRUTH = Truth(
    id="ACCESS-033",
    title="A topic that is a target of a rule lets EventBridge send to it",
    why="The rule is made; each event fails at the target and is dropped: the rule's FailedInvocations rise.",
    fix="Give the topic a policy that lets events.amazonaws.com sns:Publish, with the rule as aws:SourceArn.",
    source="EventBridge User Guide"
    " (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html): Amazon SNS"
    " permissions",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
    later=True,
)
