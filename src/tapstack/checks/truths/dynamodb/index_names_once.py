"""DDB-004: index names are unique in their table."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES, indexes
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for each index with the name of an earlier one, of whichever kind."""
    seen: set[str] = set()
    for index in (*indexes(table), *table["VectorIndexes"].items):
        name = index["IndexName"]
        if name.pattern in seen:
            yield Fault(name, f"Two indexes have the name {name.shown}.")
        seen.add(name.pattern)


TRUTH = Truth(
    id="DDB-004",
    title="No two indexes of a table have one name",
    why="DynamoDB refuses the table: the index name is used twice.",
    fix="Give each global and each local index a name of its own.",
    source="resource schema AWS::DynamoDB::Table, IndexName (unique among all other indexes of the table)",
    about=TABLES,
    judge=judge,
)
