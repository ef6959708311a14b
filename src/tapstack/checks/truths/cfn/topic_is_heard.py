"""CFN-013: somebody listens to the topic that a custom resource is sent to."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property


def judge(token: Property, view: View) -> Iterator[Fault]:
    """A fault for a topic of the stack without a subscription that is sure to be there."""
    topic = view.find(token)
    if topic is None or topic.type != "AWS::SNS::Topic" or topic["Subscription"].given:
        return
    subscriptions = [one for one in view.all("AWS::SNS::Subscription") if _is_of(one, topic, view)]
    if not subscriptions:
        yield Fault(token, f"Nobody is subscribed to {topic}.")
    elif not any(view.before(token.item, one) for one in subscriptions):
        yield Fault(token, f"{subscriptions[0].logical_id} may come after {token.item.logical_id}.")


def _is_of(subscription: Item, topic: Item, view: View) -> bool:
    """Whether it is of the topic; one of which that is not known cannot be of a topic that this stack makes."""
    try:
        return view.find(subscription["TopicArn"], "AWS::SNS::Topic") is topic
    except NotKnown:
        return False


TRUTH = Truth(
    id="CFN-013",
    title="The topic of a custom resource has a subscriber before the custom resource is made",
    why="The request is lost, CloudFormation waits for an answer until its timeout, and the stack fails.",
    fix="Subscribe the provider in the same stack, and let the custom resource depend on the subscription.",
    source="CloudFormation Template Reference AWS::CloudFormation::CustomResource (waits for a response); botocore sns"
    " Publish (sent to the topic's subscribed endpoints)",
    about=("Custom::*",),
    at="ServiceToken",
    judge=judge,
)
