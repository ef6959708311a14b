"""DDB-002: only attributes of keys are defined."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES, key_names
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for each attribute that is defined and that no key uses."""
    if table.has("VectorIndexes"):
        raise NotKnown("which attributes a vector index asks to be defined is not known")
    used = [name.text for name in key_names(table)]
    for each in table["AttributeDefinitions"].items:
        name = each["AttributeName"]
        if not name.is_in(*used):
            yield Fault(name, f"The attribute {name.shown} is defined, but no key uses it.")


TRUTH = Truth(
    id="DDB-002",
    title="Every attribute that a table defines is used by a key",
    why="DynamoDB refuses the table: the number of defined attributes differs from that of the keys.",
    fix="Take the attribute out of AttributeDefinitions: attributes of no key need no definition.",
    source="aws-cloudformation/cfn-lint#1037 and pulumi/pulumi-aws-native#729 (CreateTable: some AttributeDefinitions"
    " are not used)",
    about=TABLES,
    judge=judge,
)
