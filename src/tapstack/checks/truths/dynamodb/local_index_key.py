"""DDB-006: a local index sorts the items of the table's own partition key."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for local indexes of a table without a sort key, without one themselves, or with another HASH."""
    own = table["KeySchema"]
    if not table["LocalSecondaryIndexes"].items or not isinstance(own.raw, list):
        return
    if len(own.items) < 2:
        yield Fault(own, "The table has local indexes, but no RANGE key.")
    for index in table["LocalSecondaryIndexes"].items:
        keys = index["KeySchema"].items
        if len(keys) < 2:
            yield Fault(index["KeySchema"], "The local index has no RANGE key.")
        if keys and not keys[0]["AttributeName"].equals(own.items[0]["AttributeName"]):
            name = keys[0]["AttributeName"]
            yield Fault(name, f"The local index has the HASH key {name.shown}; the table's is another.")


TRUTH = Truth(
    id="DDB-006",
    title="A local index has the table's HASH key and a RANGE key, and so has the table",
    why="DynamoDB refuses the table: a local index orders what one partition key of the table holds.",
    fix="Begin the local index's key with the table's HASH attribute and add a RANGE; else make it a global index.",
    source="botocore dynamodb CreateTable, LocalSecondaryIndexes (the key must begin with the table's partition key);"
    " resource schema AWS::DynamoDB::Table (local indexes ask for two key elements)",
    about=TABLES,
    judge=judge,
)
