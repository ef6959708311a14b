"""SNS-021: the topics that a policy is for exist."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(topic: Property, view: View) -> Iterator[Fault]:
    """A fault for one that no stack makes."""
    if view.find(topic, "AWS::SNS::Topic") is None:
        yield Fault(topic, f"No stack makes the topic {topic.shown}.")


TRUTH = Truth(
    id="SNS-021",
    title="The topics that a topic policy is for exist",
    why="SNS answers NotFound: the topic does not exist; the stack fails.",
    fix="Refer to the topic with Ref.",
    source="botocore sns SetTopicAttributes: NotFoundException",
    about=("AWS::SNS::TopicPolicy",),
    at="Topics[]",
    judge=judge,
)
