"""LOGS-005: what a subscription delivers to is there, in this region, and of a kind that takes logs."""

import re
from collections.abc import Iterator
from typing import Final

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_PLACE = re.compile("arn:[^:]*:[^:]*:([a-z0-9-]+):")
_TAKERS: Final = (
    "AWS::Kinesis::Stream",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::Lambda::Alias",
    "AWS::Lambda::Function",
    "AWS::Lambda::Version",
    "AWS::Logs::Destination",
)


def judge(destination: Property, view: View) -> Iterator[Fault]:
    """A fault for a destination of another kind or region, that no stack makes, or that may come later."""
    item = destination.item
    place = _PLACE.match(destination.pattern)
    if place and place[1] != item.region:
        yield Fault(destination, f"{destination.shown} is not in {item.region}.")
        return
    found = view.find(destination)
    if found is None:
        yield Fault(destination, f"No stack makes {destination.shown}.")
    elif found.type not in _TAKERS:
        yield Fault(destination, f"{found} is an {found.type}, which takes no logs.")
    elif not view.before(item, found):
        yield Fault(destination, f"{found.logical_id} is not yet there for sure when {item.logical_id} is made.")


TRUTH = Truth(
    id="LOGS-005",
    title="A subscription delivers to a stream, function or destination of its region that is there already",
    why="CloudWatch Logs delivers a test message when the filter is made, and refuses it if that fails.",
    fix="Refer to the stream or function with Fn::GetAtt; for another region use AWS::Logs::Destination.",
    source="botocore logs PutSubscriptionFilter.destinationArn (the kinds); "
    "https://github.com/newrelic/aws-log-ingestion/pull/1 (the delivery is tried)",
    about=("AWS::Logs::SubscriptionFilter",),
    at="DestinationArn",
    judge=judge,
)
