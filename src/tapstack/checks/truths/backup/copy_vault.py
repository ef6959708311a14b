"""BACKUP-003: copies of backups go to a vault that is there."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.backup.vaults import VAULTS
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_ARN = re.compile(r"arn:[^:]*:backup:[^:]+:.*:backup-vault:.+", re.DOTALL)


def judge(arn: Property, view: View) -> Iterator[Fault]:
    """A fault for what is no ARN of a vault, and for a vault that no stack makes."""
    if not arn.pattern.startswith("\ue000") and not _ARN.fullmatch(arn.pattern):
        yield Fault(arn, f"The destination {arn.shown} is not the ARN of a vault.")
    elif not view.exists(arn, *VAULTS):
        yield Fault(arn, f"No stack makes the destination vault {arn.shown}.")


TRUTH = Truth(
    id="BACKUP-003",
    title="The destination of a copy action is the ARN of a vault that exists",
    why="The plan is made, and every copy job fails: the other region has no backups.",
    fix="Make the vault in the other region's stack, with a name of its own, and build its ARN from that name.",
    source="botocore backup StartCopyJob (DestinationBackupVaultArn; ResourceNotFoundException where a resource that is"
    " required does not exist) and CopyAction.DestinationBackupVaultArn",
    about=("AWS::Backup::BackupPlan",),
    at="BackupPlan.BackupPlanRule[].CopyActions[].DestinationBackupVaultArn",
    judge=judge,
    later=True,
)
