"""DDB-015: the name of a table is one that DynamoDB takes."""

from collections.abc import Iterator

from tapstack.checks.truths import names
from tapstack.checks.truths.dynamodb.parts import TABLES
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(name: Property, _: View) -> Iterator[Fault]:
    """A fault for length and for characters; an ARN has other rules."""
    if not name.pattern.startswith("arn:"):
        yield from names.unfit(name, 3, 255, "A-Za-z0-9_.-")


TRUTH = Truth(
    id="DDB-015",
    title="A table's name has 3 to 255 characters of A-Z, a-z, 0-9, _ . and -",
    why="DynamoDB refuses the name, and the stack fails.",
    fix="Shorten the name or replace the characters; mind what parameters bring into it.",
    source="DynamoDB developer guide, naming rules (3 to 255 characters of A-Z, a-z, 0-9, _ - .)"
    " (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html)",
    about=TABLES,
    at="TableName",
    judge=judge,
)
