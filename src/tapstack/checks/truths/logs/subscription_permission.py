"""LOGS-007: a function that gets logs has let CloudWatch Logs call it before the filter is made."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property


def judge(destination: Property, view: View) -> Iterator[Fault]:
    """A fault for a function of the set without such a permission, or with one that may come later."""
    function = view.find(destination)
    if function is None or function.type != "AWS::Lambda::Function":
        return
    late: Item | None = None
    for permission in _permissions(function, view):
        if view.before(destination.item, permission):
            return
        late = permission
    if late is None:
        yield Fault(destination, f"No AWS::Lambda::Permission lets CloudWatch Logs call {function}.")
    else:
        message = f"{late.logical_id} is not yet there for sure when {destination.item.logical_id} is made."
        yield Fault(destination, message)


def _permissions(function: Item, view: View) -> Iterator[Item]:
    """Permissions that let the service call the function; raises NotKnown at the end for those it does not know."""
    unknown: NotKnown | None = None
    for permission in view.all("AWS::Lambda::Permission", region=function.region):
        try:
            of_it = view.find(permission["FunctionName"], "AWS::Lambda::Function") is function
            if of_it and permission["Principal"].pattern.startswith("logs."):
                yield permission
        except NotKnown as reason:
            unknown = reason
    if unknown:
        raise unknown


TRUTH = Truth(
    id="LOGS-007",
    title="CloudWatch Logs may call the function of a subscription before the subscription is made",
    why="CloudWatch Logs calls the function once when the filter is made; without permission it refuses the filter.",
    fix="Add AWS::Lambda::Permission with Principal logs.amazonaws.com, and let the filter depend on it.",
    source="https://github.com/newrelic/aws-log-ingestion/pull/1 and https://github.com/dougmoscrop/"
    "serverless-plugin-log-subscription/issues/6: could not execute the lambda function",
    about=("AWS::Logs::SubscriptionFilter",),
    at="DestinationArn",
    judge=judge,
)
