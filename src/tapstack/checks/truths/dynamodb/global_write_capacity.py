"""DDB-036: a provisioned global table scales its writes."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import on_demand
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for the table and each global index without settings; a copy of another account's table has none."""
    if on_demand(table) or table.has("GlobalTableSourceArn"):
        return
    for place in (table, *table["GlobalSecondaryIndexes"].items):
        if not place.has("WriteProvisionedThroughputSettings.WriteCapacityAutoScalingSettings"):
            yield Fault(place, f"Capacity is provisioned, but {place.label} has no write scaling.")


TRUTH = Truth(
    id="DDB-036",
    title="A PROVISIONED global table and its global indexes have WriteProvisionedThroughputSettings",
    why="CloudFormation refuses the global table: without BillingMode it is PROVISIONED, and must scale its writes.",
    fix="Set BillingMode: PAY_PER_REQUEST, or WriteCapacityAutoScalingSettings on the table and each global index.",
    source="AWS::DynamoDB::GlobalTable documentation, BillingMode (PROVISIONED by default; asks for write settings)"
    " (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-globaltable.html)",
    about=("AWS::DynamoDB::GlobalTable",),
    judge=judge,
)
