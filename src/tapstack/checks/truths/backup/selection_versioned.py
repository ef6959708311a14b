"""BACKUP-015: a bucket that is backed up is versioned."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for a bucket of the set whose versioning is not enabled."""
    if "*" in resource.pattern or not view.all("AWS::S3::Bucket"):
        return
    found = view.find(resource)
    if found and found.type == "AWS::S3::Bucket" and not found["VersioningConfiguration.Status"].equals("Enabled"):
        yield Fault(resource, f"The bucket {found} is backed up and not versioned.")


TRUTH = Truth(
    id="BACKUP-015",
    title="A bucket that a selection names is versioned",
    why="The selection is made and every backup job of the bucket fails.",
    fix="Add VersioningConfiguration: {Status: Enabled} to the bucket.",
    source="botocore backup DescribeRecoveryPointOutput.Status: backups of S3 stop where versioning is off,"
    " and go on once it is enabled",
    about=("AWS::Backup::BackupSelection",),
    at="BackupSelection.Resources[]",
    judge=judge,
    later=True,
)
