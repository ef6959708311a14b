"""ALARM-015: a metric filter reads a group that is there, and writes a metric that it may."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(found: Property, view: View) -> Iterator[Fault]:
    """A fault for a namespace of AWS, a default beside dimensions, several metrics, and a group that nobody makes."""
    changes = found["MetricTransformations"].items
    if len(changes) > 1:
        yield Fault(found["MetricTransformations"], f"The filter writes {len(changes)} metrics, not one.")
    for change in changes:
        if change["MetricNamespace"].pattern.startswith("AWS/"):
            yield Fault(change["MetricNamespace"], f"{change['MetricNamespace'].shown} is a namespace of AWS.")
        if change.has("Dimensions") and change.has("DefaultValue"):
            yield Fault(change, "The metric has Dimensions and a DefaultValue.")
    group = found["LogGroupName"]
    if not view.exists(group, "AWS::Logs::LogGroup"):
        yield Fault(group, f"No stack makes the log group {group.shown}.")


TRUTH = Truth(
    id="ALARM-015",
    title="A metric filter reads a log group that exists, and writes one metric in a namespace of one's own",
    why="CloudWatch Logs refuses the filter: ResourceNotFoundException or InvalidParameterException; the stack fails.",
    fix="Refer to the log group; choose a namespace without AWS/; take DefaultValue or Dimensions away.",
    source="botocore logs PutMetricFilter and MetricTransformation (dimensions: no default value); Amazon CloudWatch"
    " User Guide: Metrics concepts (AWS/ is reserved)",
    about=("AWS::Logs::MetricFilter",),
    judge=judge,
)
