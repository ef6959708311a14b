"""SNS-022: the topic that is subscribed to exists."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(topic: Property, view: View) -> Iterator[Fault]:
    """A fault for one that no stack makes."""
    if view.find(topic, "AWS::SNS::Topic") is None:
        yield Fault(topic, f"No stack makes the topic {topic.shown}.")


TRUTH = Truth(
    id="SNS-022",
    title="The topic of a subscription exists",
    why="SNS answers NotFound: the topic does not exist; the stack fails.",
    fix="Make the topic in the same stack or before, and refer to it.",
    source="botocore sns Subscribe: NotFoundException",
    about=("AWS::SNS::Subscription",),
    at="TopicArn",
    judge=judge,
)
