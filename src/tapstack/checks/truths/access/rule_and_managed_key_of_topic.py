"""ACCESS-060: a topic that is a target of a rule is not encrypted with the key of AWS."""

from collections.abc import Iterator

from tapstack.checks.truths.access.encrypted import managed_shut
from tapstack.checks.truths.access.places import kind_of
from tapstack.checks.truths.access.senders import TOPIC
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is."""
    if not site.has("RoleArn") and kind_of(site["Arn"], view) == TOPIC:
        yield from managed_shut(site["Arn"], TOPIC, "events", view)


TRUTH = Truth(
    id="ACCESS-060",
    title="A topic that is a target of a rule is not encrypted with alias/aws/sns",
    why="EventBridge cannot use that key: each event fails at the target and is dropped.",
    fix="Encrypt the topic with a key of your own that lets events.amazonaws.com use it.",
    source="Amazon SNS Developer Guide (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html),"
    " compatibility with event sources: step one is a customer managed key",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
    later=True,
)
