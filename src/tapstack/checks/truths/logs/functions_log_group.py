"""LOGS-010: the log group that a function is told to write to is made by its stack."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(name: Property, view: View) -> Iterator[Fault]:
    """A fault for a name that no stack makes in the function's region."""
    if not view.exists(name, "AWS::Logs::LogGroup"):
        yield Fault(name, f"No stack makes the log group {name.shown}.")


TRUTH = Truth(
    id="LOGS-010",
    title="The log group that a function writes to is made in its region",
    why="Lambda makes a group without retention, key or filters; and if the role may not, every log line is lost.",
    fix="Refer to the log group with Ref.",
    source="assumption: the template means one of its own groups; resource schema AWS::Lambda::Function"
    ".LoggingConfig.LogGroup",
    about=("AWS::Lambda::Function",),
    at="LoggingConfig.LogGroup",
    judge=judge,
    severity=Severity.WARNING,
)
