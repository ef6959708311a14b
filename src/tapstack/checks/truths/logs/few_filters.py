"""LOGS-003: a log group has no more filters than it may have."""

from collections.abc import Iterator
from typing import Final

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_MOST: Final = {"AWS::Logs::SubscriptionFilter": 2, "AWS::Logs::MetricFilter": 100}


def judge(name: Property, view: View) -> Iterator[Fault]:
    """A fault at each filter of a log group that has too many for sure."""
    item = name.item
    filters = view.all(item.type, region=item.region)
    if len(filters) <= _MOST[item.type] or not item.certain:
        return
    same = [other for other in filters if other.certain and other["LogGroupName"].raw == name.raw]
    if len(same) > _MOST[item.type]:
        yield Fault(name, f"{name.shown} has {len(same)} filters of this kind; it may have {_MOST[item.type]}.")


TRUTH = Truth(
    id="LOGS-003",
    title="A log group has at most 2 subscription filters and 100 metric filters",
    why="CloudWatch Logs answers LimitExceededException to the next one, and the stack fails.",
    fix="Send the logs to one stream, and let its consumers share it.",
    source="botocore logs PutSubscriptionFilter (up to two for each log group), PutMetricFilter (100)",
    about=tuple(_MOST),
    at="LogGroupName",
    judge=judge,
)
