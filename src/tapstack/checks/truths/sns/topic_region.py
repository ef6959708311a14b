"""SNS-005: a subscription says in which region its topic is."""

from collections.abc import Iterator

from tapstack.checks.truths.sns.subscriptions import region_in
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault where the topic is elsewhere and Region does not say so, or says something else."""
    region = region_in(properties["TopicArn"], view)
    home = properties.item.region
    given = properties["Region"]
    if region and "\ue000" not in region and region != home and not given.given:
        yield Fault(properties["TopicArn"], f"The topic is in {region}, the stack in {home}; there is no Region.")
    elif given.given and region and "\ue000" not in region and not given.equals(region):
        yield Fault(given, f"The topic is in {region}, and Region is {given.shown}.")


TRUTH = Truth(
    id="SNS-005",
    title="A subscription to a topic of another region names that region",
    why="SNS refuses it: invalid parameter TopicArn; the stack fails.",
    fix="Set Region to the region of the topic.",
    source="resource schema AWS::SNS::Subscription.Region: for cross-region subscriptions, the region in which"
    " the topic resides",
    about=("AWS::SNS::Subscription",),
    judge=judge,
)
