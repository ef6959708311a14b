"""LOGS-001: logs are kept for one of the numbers of days that the service knows."""

from collections.abc import Iterator
from functools import cache

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.schemas import resource_schema
from tapstack.graph.stackset import Property


@cache
def _known() -> tuple[str, ...]:
    schema = resource_schema("AWS::Logs::LogGroup")
    days = schema.properties.get("RetentionInDays", {}).get("enum", ()) if schema else ()
    return tuple(map(str, days))


def judge(days: Property, _: View) -> Iterator[Fault]:
    """A fault for a number of days that is not in the resource schema's list."""
    if not days.is_in(*_known()):
        yield Fault(days, f"RetentionInDays is {days.shown}; it may be {', '.join(_known())}.")


TRUTH = Truth(
    id="LOGS-001",
    title="Logs are kept for a number of days that CloudWatch Logs knows",
    why="CloudWatch Logs refuses any other number, and the stack fails; log groups are often made first.",
    fix="Write 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400 or one of the longer ones.",
    source="resource schema AWS::Logs::LogGroup.RetentionInDays",
    about=("AWS::Logs::LogGroup",),
    at="RetentionInDays",
    judge=judge,
)
