"""ACCESS-023: the role of a backup selection may back up what it selects by ARN."""

from collections.abc import Iterator, Mapping

from tapstack.access import canonical
from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.access.places import service_in
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "dynamodb": ("dynamodb:StartAwsBackupJob", "dynamodb:CreateBackup"),
    "elasticfilesystem": ("elasticfilesystem:Backup",),
    "s3": ("s3:GetInventoryConfiguration", "s3:ListBucketVersions"),
}


def judge(selection: Property, view: View) -> Iterator[Fault]:
    """A fault for each resource that the role may not back up."""
    yield from faults(selection["IamRoleArn"], _needs(selection, view), view)


def _needs(selection: Property, view: View) -> Iterator[Need]:
    for resource in selection["Resources"].items:
        text = canonical(resource.pattern, view)
        if "*" not in text and service_in(text) in _ACTIONS:
            yield Need(_ACTIONS[service_in(text)], text)


TRUTH = Truth(
    id="ACCESS-023",
    title="The role of a backup selection may back up the resources that it names",
    why="The selection is made; every backup job of the resource fails with an access error, and there is no recovery"
    " point when one is needed.",
    fix="Attach AWSBackupServiceRolePolicyForBackup, and AWSBackupServiceRolePolicyForS3Backup for buckets.",
    source="AWS Backup Developer Guide, IAM service roles and managed policies (S3 needs its own)",
    about=("AWS::Backup::BackupSelection",),
    at="BackupSelection",
    judge=judge,
    later=True,
)
