"""DDB-003: a key begins with its partition key."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_MOST_OF_AN_INDEX = 4


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for a key that has no partition key in front, or too many of either."""
    yield from _wrong(table["KeySchema"], 1)
    for index in table["LocalSecondaryIndexes"].items:
        yield from _wrong(index["KeySchema"], 1)
    for index in table["GlobalSecondaryIndexes"].items:
        yield from _wrong(index["KeySchema"], _MOST_OF_AN_INDEX)


def _wrong(schema: Property, most: int) -> Iterator[Fault]:
    if not isinstance(schema.raw, list):
        return
    kinds = [element["KeyType"].text for element in schema.items]
    hashes, ranges = kinds.count("HASH"), kinds.count("RANGE")
    if kinds != ["HASH"] * hashes + ["RANGE"] * ranges or not 1 <= hashes <= most or ranges > most:
        shown = ", ".join(kinds)
        yield Fault(schema, f"The key is {shown}: it must be {most} HASH at most, then {most} RANGE at most.")


TRUTH = Truth(
    id="DDB-003",
    title="A key of a table or index begins with HASH and has RANGE after it",
    why="DynamoDB refuses the key schema: its first element is no HASH key, or it has too many elements.",
    fix="Write the HASH element first, then the RANGE element; a table and a local index have one of each.",
    source="resource schema AWS::DynamoDB::Table, KeySchema (HASH, then RANGE); botocore dynamodb CreateTable,"
    " GlobalSecondaryIndexes (up to four of each)",
    about=TABLES,
    judge=judge,
)
