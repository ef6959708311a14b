"""LAMBDA-014: log levels are for logs in JSON."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(logging: Property, _: View) -> Iterator[Fault]:
    """A fault for each level of logs in text, which is the default."""
    if logging["LogFormat"].equals("JSON"):
        return
    for name in ("ApplicationLogLevel", "SystemLogLevel"):
        if logging.has(name):
            yield Fault(logging[name], f"{name} is given, but LogFormat is {logging['LogFormat'].shown or 'Text'}.")


TRUTH = Truth(
    id="LAMBDA-014",
    title="ApplicationLogLevel and SystemLogLevel stand beside LogFormat: JSON",
    why="Lambda refuses log levels for logs in plain text.",
    fix="Set LogFormat: JSON, or remove the levels.",
    source="Lambda developer guide, log-level filtering (functions must use JSON)"
    " (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html)",
    about=("AWS::Lambda::Function",),
    at="LoggingConfig",
    judge=judge,
)
