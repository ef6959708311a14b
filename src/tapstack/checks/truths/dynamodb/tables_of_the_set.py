"""DDB-041: a table that several regions make under one name is a global table."""

from collections.abc import Iterator

from tapstack.checks.truths.joined import joined
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_TABLE = "AWS::DynamoDB::Table"


def judge(table: Property, view: View) -> Iterator[Fault]:
    """A fault where an earlier region makes a table of the same name, and nothing joins the two."""
    if not table.has("TableName") or not joined(view):
        return
    for region in view.regions[: view.regions.index(table.item.region)]:
        for other in view.all(_TABLE, region=region):
            if other["TableName"].given and table["TableName"].equals(other["TableName"]):
                yield Fault(table["TableName"], f"{other} is another table of the name {table['TableName'].shown}.")


TRUTH = Truth(
    id="DDB-041",
    title="A table that several regions make under one name is a global table",
    why="Two tables of one name are two: what is written in one region is never seen in the other, and the name is"
    " taken when a replica is to be made.",
    fix="Make one AWS::DynamoDB::GlobalTable in one region, or give tables that are apart names of their own.",
    source="resource schema AWS::DynamoDB::GlobalTable (a replica needs the name to be free in its region); that the"
    " two are meant as one is an assumption",
    about=(_TABLE,),
    judge=judge,
    severity=Severity.WARNING,
)
