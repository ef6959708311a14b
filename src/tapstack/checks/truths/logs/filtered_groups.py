"""LOGS-002: the log group that a filter is put on is there."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(name: Property, view: View) -> Iterator[Fault]:
    """A fault for a log group that no stack makes, or that may come after its filter."""
    group = view.find(name, "AWS::Logs::LogGroup")
    if group is None:
        yield Fault(name, f"No stack makes the log group {name.shown}.")
    elif not view.before(name.item, group):
        yield Fault(name, f"{group.logical_id} is not yet there for sure when {name.item.logical_id} is made.")


TRUTH = Truth(
    id="LOGS-002",
    title="The log group of a filter is there before the filter",
    why="CloudWatch Logs answers ResourceNotFoundException, and the stack fails.",
    fix="Write LogGroupName with Ref on the log group, or add DependsOn.",
    source="resource schema AWS::Logs::MetricFilter.LogGroupName (an existing log group); botocore logs"
    " PutMetricFilter, PutSubscriptionFilter: ResourceNotFoundException",
    about=("AWS::Logs::MetricFilter", "AWS::Logs::SubscriptionFilter"),
    at="LogGroupName",
    judge=judge,
)
