"""LOGS-004: a log group of a lesser class has no filters."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(name: Property, view: View) -> Iterator[Fault]:
    """A fault for a filter on a log group that is not of the Standard class."""
    group = view.find(name, "AWS::Logs::LogGroup")
    kind = group["LogGroupClass"] if group else None
    if kind and kind.given and not kind.equals("STANDARD"):
        yield Fault(name, f"{group} is of the class {kind.shown}, which has no such filters.")


TRUTH = Truth(
    id="LOGS-004",
    title="Only a log group of the Standard class has metric and subscription filters",
    why="CloudWatch Logs refuses the filter on any other class; the class of a log group cannot be changed later.",
    fix="Leave out LogGroupClass, or the filter.",
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html; botocore logs"
    " CreateLogGroup.logGroupClass",
    about=("AWS::Logs::MetricFilter", "AWS::Logs::SubscriptionFilter"),
    at="LogGroupName",
    judge=judge,
)
