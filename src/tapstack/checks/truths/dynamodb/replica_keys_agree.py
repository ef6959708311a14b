"""DDB-033: all replicas have keys of their own, or none."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for each replica without a key where others have one, and for keys while KMS is off."""
    replicas = table["Replicas"].items
    with_key = [each for each in replicas if each.has("SSESpecification.KMSMasterKeyId")]
    if not with_key:
        return
    for replica in replicas:
        if replica not in with_key:
            yield Fault(replica, f"The replica in {replica['Region'].shown} has no key; others have one.")
    encryption = table["SSESpecification"]
    if not encryption["SSEEnabled"].flag or not encryption["SSEType"].equals("KMS"):
        yield Fault(with_key[0]["SSESpecification"], "The replica has a key, but the table is not SSEType: KMS.")


TRUTH = Truth(
    id="DDB-033",
    title="If one replica has a KMS key, every replica has one and the table is SSEType: KMS",
    why="DynamoDB refuses the global table: all replicas are encrypted with the same kind of key.",
    fix="Give each replica a KMSMasterKeyId of its own region, and the table SSEEnabled and SSEType: KMS.",
    source="AWS::DynamoDB::GlobalTable documentation, SSESpecification (with a customer managed key each replica names"
    " its own)"
    " (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-globaltable.html)",
    about=("AWS::DynamoDB::GlobalTable",),
    judge=judge,
)
