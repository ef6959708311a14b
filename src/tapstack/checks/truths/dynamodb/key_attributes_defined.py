"""DDB-001: every attribute of a key has a type."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES, key_names
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for each attribute of a key that AttributeDefinitions do not have."""
    defined = [each["AttributeName"].text for each in table["AttributeDefinitions"].items]
    for name in key_names(table):
        if not name.is_in(*defined):
            yield Fault(name, f"The key attribute {name.shown} is not among the AttributeDefinitions.")


TRUTH = Truth(
    id="DDB-001",
    title="Every attribute of a key of a table or index is defined",
    why="DynamoDB refuses the table: an index key attribute has no definition.",
    fix="Add the attribute with its type to AttributeDefinitions, or take it out of the KeySchema.",
    source="aws-cloudformation/cfn-lint#1037 (CreateTable: some index key attribute have no definition); resource"
    " schema AWS::DynamoDB::Table, KeySchema",
    about=TABLES,
    judge=judge,
)
