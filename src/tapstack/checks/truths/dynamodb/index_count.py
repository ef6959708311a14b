"""DDB-005: a table has at most twenty global and five local indexes."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_MOST = {"GlobalSecondaryIndexes": 20, "LocalSecondaryIndexes": 5}


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for each kind of which there are too many."""
    for name, most in _MOST.items():
        count = len(table[name].items)
        if count > most:
            yield Fault(table[name], f"The table has {count} {name}; {most} are allowed.")


TRUTH = Truth(
    id="DDB-005",
    title="A table has at most 20 global and 5 local indexes",
    why="DynamoDB refuses the table: too many indexes.",
    fix="Let one index serve several queries, or ask AWS for more global indexes.",
    source="resource schema AWS::DynamoDB::Table, GlobalSecondaryIndexes (20) and LocalSecondaryIndexes (5)",
    about=TABLES,
    judge=judge,
)
