"""DDB-035: settings of a replica are for indexes that the table has."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(replica: Property, _: View) -> Iterator[Fault]:
    """A fault for each index that the table does not have."""
    names = [each["IndexName"].pattern for each in replica.item["GlobalSecondaryIndexes"].items]
    for setting in replica["GlobalSecondaryIndexes"].items:
        name = setting["IndexName"]
        if not name.is_in(*names):
            yield Fault(name, f"The table has no global index {name.shown}.")


TRUTH = Truth(
    id="DDB-035",
    title="The index settings of a replica name indexes of the table",
    why="CloudFormation refuses the replica: there is no such index.",
    fix="Use an IndexName of GlobalSecondaryIndexes, or remove the setting.",
    source="AWS::DynamoDB::GlobalTable documentation, ReplicaGlobalSecondaryIndexSpecification (settings of an index"
    " that the table defines)"
    " (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-globaltable.html)",
    about=("AWS::DynamoDB::GlobalTable",),
    at="Replicas[]",
    judge=judge,
)
