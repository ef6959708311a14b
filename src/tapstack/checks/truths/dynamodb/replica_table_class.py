"""DDB-040: the class of a replica is one that there is."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_CLASSES = ("STANDARD", "STANDARD_INFREQUENT_ACCESS")


def judge(kind: Property, _: View) -> Iterator[Fault]:
    """A fault for another class."""
    if not kind.is_in(*_CLASSES):
        yield Fault(kind, f"TableClass is {kind.shown}; it must be {' or '.join(_CLASSES)}.")


TRUTH = Truth(
    id="DDB-040",
    title="The TableClass of a replica is STANDARD or STANDARD_INFREQUENT_ACCESS",
    why="DynamoDB refuses the replica; the schema of a global table lets any text pass.",
    fix="Write one of the two, or leave TableClass out.",
    source="botocore dynamodb CreateTable, TableClass; resource schema AWS::DynamoDB::Table, TableClass",
    about=("AWS::DynamoDB::GlobalTable",),
    at="Replicas[].TableClass",
    judge=judge,
)
