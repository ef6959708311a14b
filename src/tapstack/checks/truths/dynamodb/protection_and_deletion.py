"""DDB-020: a table that is protected from deletion is not to be deleted with its stack."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault where both are written."""
    policy = table.item.body["DeletionPolicy"]
    if not policy.given or not policy.equals("Delete"):
        return
    for place in (table, *table["Replicas"].items):
        protected = place["DeletionProtectionEnabled"]
        if protected.flag:
            yield Fault(protected, "The table is protected from deletion, but its DeletionPolicy is Delete.")


TRUTH = Truth(
    id="DDB-020",
    title="A table with DeletionProtectionEnabled does not have DeletionPolicy: Delete",
    why="Deleting the stack, or rolling its creation back, stops at the table: DynamoDB refuses to delete it.",
    fix="Write DeletionPolicy: Retain or RetainExceptOnCreate, or leave the protection out.",
    source="assumption: resource schema AWS::DynamoDB::Table, DeletionProtectionEnabled (nobody and nothing can delete"
    " the table); that CloudFormation does not lift it first was not found in a source",
    about=TABLES,
    severity=Severity.WARNING,
    judge=judge,
)
