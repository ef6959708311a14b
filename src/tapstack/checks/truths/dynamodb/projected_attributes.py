"""DDB-008: all indexes of a table together project at most a hundred attributes by name."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES, indexes
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_MOST = 100


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault if they project more."""
    count = sum(len(index["Projection.NonKeyAttributes"].items) for index in indexes(table))
    if count > _MOST:
        yield Fault(table, f"The indexes project {count} attributes by name; {_MOST} are allowed in all.")


TRUTH = Truth(
    id="DDB-008",
    title="The indexes of a table project at most 100 attributes by name",
    why="DynamoDB refuses the table; an attribute that two indexes project counts twice.",
    fix="Project ALL in the indexes that need most attributes.",
    source="resource schema AWS::DynamoDB::Table, Projection.NonKeyAttributes (100 in all)",
    about=TABLES,
    judge=judge,
)
