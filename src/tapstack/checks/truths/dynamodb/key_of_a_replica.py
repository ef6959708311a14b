"""DDB-034: the key of a replica is there, in the replica's region, and can encrypt."""

from collections.abc import Iterator

from tapstack.checks.truths import keys
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(replica: Property, view: View) -> Iterator[Fault]:
    """A fault for a key that the replica cannot be made with."""
    key = replica["SSESpecification.KMSMasterKeyId"]
    if key.given:
        yield from keys.faults(key, view, replica["Region"].text)


TRUTH = Truth(
    id="DDB-034",
    title="The KMS key of a replica exists in the replica's region, is enabled and symmetric, before the table is made",
    why="DynamoDB cannot make the replica, and the stack fails, perhaps after hours.",
    fix="Name a key or an alias ARN of the replica's region, and deploy that region first.",
    source="CloudFormation User Guide"
    " (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-dynamodb-globaltable-replicassespecification.html):"
    " the key is of the replica's region",
    about=("AWS::DynamoDB::GlobalTable",),
    at="Replicas[]",
    judge=judge,
)
