"""SNS-023: a topic has one policy."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each policy that comes after another for the same topic."""
    mine = {topic.pattern for topic in properties["Topics"].items}
    for other in view.all("AWS::SNS::TopicPolicy", region=properties.item.region):
        same = other is not properties.item and any(topic.pattern in mine for topic in other["Topics"].items)
        if same and other.certain:
            yield Fault(properties["Topics"], f"{other} is a policy of the same topic.")


TRUTH = Truth(
    id="SNS-023",
    title="A topic has one topic policy",
    why="The policy that is written last replaces the other: what that permitted is refused, and nobody is told.",
    fix="Join the statements in one AWS::SNS::TopicPolicy.",
    source="botocore sns SetTopicAttributes: Policy is one attribute, and setting it replaces it",
    about=("AWS::SNS::TopicPolicy",),
    judge=judge,
)
