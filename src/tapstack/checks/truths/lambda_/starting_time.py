"""LAMBDA-032: reading begins at a time that was, where a source can be read from one."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from tapstack.checks.truths.lambda_.event_sources import MAPPING, kind_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault for AT_TIMESTAMP without a time or of a table, a time without it, and a time to come."""
    position, start = mapping["StartingPosition"], mapping["StartingPositionTimestamp"]
    at_time = position.equals("AT_TIMESTAMP")
    if at_time and not start.given:
        yield Fault(position, "The mapping starts AT_TIMESTAMP, but has no StartingPositionTimestamp.")
    if start.given and not at_time:
        yield Fault(start, f"StartingPositionTimestamp is given, but the mapping starts at {position.shown or 'none'}.")
    if start.given and start.number > datetime.combine(view.now, time.max, UTC).timestamp():
        yield Fault(start, f"StartingPositionTimestamp {start.shown} is in the future.")
    if at_time and kind_of(mapping, view) == "dynamodb":
        yield Fault(position, "A table's stream cannot be read AT_TIMESTAMP.")


TRUTH = Truth(
    id="LAMBDA-032",
    title="AT_TIMESTAMP stands beside a StartingPositionTimestamp that has passed, and not for a table's stream",
    why="Lambda refuses the mapping.",
    fix="Write both, or TRIM_HORIZON or LATEST alone.",
    source="botocore lambda CreateEventSourceMapping, StartingPosition (AT_TIMESTAMP not for DynamoDB) and"
    " StartingPositionTimestamp (not in the future)",
    about=(MAPPING,),
    judge=judge,
)
