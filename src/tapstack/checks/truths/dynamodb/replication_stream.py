"""DDB-032: a table with replicas has the stream that replication reads."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for no stream, or one that lacks an image of the item; strongly consistent tables need none."""
    if len(table["Replicas"].items) < 2 or table["MultiRegionConsistency"].equals("STRONG"):
        return
    stream = table["StreamSpecification"]
    if not stream.given:
        yield Fault(table, "The table has several replicas, but no StreamSpecification.")
    elif not stream["StreamViewType"].equals("NEW_AND_OLD_IMAGES"):
        kind = stream["StreamViewType"]
        yield Fault(kind, f"The stream is {kind.shown}; replication needs NEW_AND_OLD_IMAGES.")


TRUTH = Truth(
    id="DDB-032",
    title="A global table of several replicas has a stream with NEW_AND_OLD_IMAGES",
    why="DynamoDB refuses to add the replica, and the stack fails.",
    fix="Add StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}.",
    source="AWS::DynamoDB::GlobalTable documentation, StreamSpecification (required with more than one replica)"
    " (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-globaltable.html);"
    " sil-org/serverless-mfa-api#112",
    about=("AWS::DynamoDB::GlobalTable",),
    judge=judge,
)
