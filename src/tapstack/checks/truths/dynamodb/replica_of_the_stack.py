"""DDB-030: one replica of a global table is in the stack's own region."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.replicas import regions
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault if none is."""
    found, home = regions(table), table.item.region
    if home not in found:
        where = ", ".join(found) or "no region"
        yield Fault(table["Replicas"], f"The replicas are in {where}; none is in the stack's own region {home}.")


TRUTH = Truth(
    id="DDB-030",
    title="The replicas of a global table include the region of its stack",
    why="CloudFormation refuses the global table.",
    fix="Add a replica with Region: {Ref: AWS::Region}, or make the table only in the stack of a replica's region.",
    source="AWS::DynamoDB::GlobalTable documentation, Replicas (at least the region of the stack must be listed)"
    " (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-globaltable.html)",
    about=("AWS::DynamoDB::GlobalTable",),
    judge=judge,
)
