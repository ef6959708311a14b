"""What becomes of a resource when its stack is deleted or it is replaced."""

from __future__ import annotations

from typing import Final

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item

DATA: Final = (
    "AWS::Backup::BackupVault",
    "AWS::Cognito::UserPool",
    "AWS::DocDB::DBCluster",
    "AWS::DynamoDB::GlobalTable",
    "AWS::DynamoDB::Table",
    "AWS::EC2::Volume",
    "AWS::EFS::FileSystem",
    "AWS::FSx::FileSystem",
    "AWS::KMS::Key",
    "AWS::Kinesis::Stream",
    "AWS::Neptune::DBCluster",
    "AWS::OpenSearchService::Domain",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::Redshift::Cluster",
    "AWS::S3::Bucket",
    "AWS::Timestream::Table",
)
"""Types that hold data, or without which data cannot be read."""

_KEPT = ("Retain", "RetainExceptOnCreate", "Snapshot")


def kept(item: Item, policy: str = "DeletionPolicy") -> bool:
    """Whether it, or a snapshot of it, outlives its stack (or its replacement). Raises NotKnown.

    CloudFormation takes snapshots of databases of which the template says nothing.
    """
    given = item.body[policy]
    if given.given:
        return given.is_in(*_KEPT)
    alone = item.type == "AWS::RDS::DBInstance" and not item.properties.has("DBClusterIdentifier")
    return policy == "DeletionPolicy" and (alone or item.type == "AWS::RDS::DBCluster")


def comes_after(item: Item, view: View) -> Item | None:
    """A resource that may fail when ``item`` is there already: one that is not sure to be made before it."""
    others = sorted(view.all(region=item.region), key=lambda other: other.logical_id)
    return next((other for other in others if other is not item and not view.before(item, other)), None)
