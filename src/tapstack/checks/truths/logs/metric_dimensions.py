"""LOGS-008: a metric with dimensions has no default, and its filter reads fields."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(metrics: Property, _: View) -> Iterator[Fault]:
    """A fault for dimensions beside a default value, or with a filter that finds words only."""
    form = metrics["FilterPattern"]
    for metric in metrics["MetricTransformations"].items:
        dimensions = metric["Dimensions"]
        if not dimensions.items:
            continue
        if metric.has("DefaultValue"):
            yield Fault(dimensions, "The metric has Dimensions and a DefaultValue.")
        if not form.text.strip().startswith(("{", "[")):
            yield Fault(dimensions, f"The metric has Dimensions; its filter {form.shown!r} reads no fields.")


TRUTH = Truth(
    id="LOGS-008",
    title="A metric filter with dimensions reads JSON or columns, and its metric has no default value",
    why="CloudWatch Logs refuses the transformation, and the stack fails.",
    fix="Leave out DefaultValue, and write the pattern as { $.field = ... } or [field, ...].",
    source="https://github.com/aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock/pull/632"
    " (mutually exclusive); https://github.com/aws/aws-cdk/pull/21654 (only JSON or delimited patterns)",
    about=("AWS::Logs::MetricFilter",),
    judge=judge,
)
