"""BACKUP-023: a vault is not deleted with the stack while it is full."""

from collections.abc import Iterator

from tapstack.checks.truths.backup.vaults import find_vault
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import NotKnown, Property

_PATHS = ("TargetBackupVault", "CopyActions[].DestinationBackupVaultArn")


def judge(vault: Property, view: View) -> Iterator[Fault]:
    """A fault for a vault that a plan of the set fills and that goes with its stack."""
    if vault.item.body["DeletionPolicy"].is_in("Retain", "RetainExceptOnCreate"):
        return
    filling = (rule for plan in view.all("AWS::Backup::BackupPlan") for rule in plan["BackupPlan.BackupPlanRule"].items)
    unknown: NotKnown | None = None
    for name in (one for rule in filling for path in _PATHS for one in rule.each(path)):
        try:
            if find_vault(name, view) is vault.item:
                yield Fault(vault, f"{name.item} fills the vault, and it is deleted with the stack.")
                return
        except NotKnown as one:
            unknown = one
    if unknown:
        raise unknown


TRUTH = Truth(
    id="BACKUP-023",
    title="A vault that a plan fills is retained when the stack is deleted",
    why="Only an empty vault can be deleted: the deletion of the stack fails, and may delete backups first.",
    fix="Set DeletionPolicy: RetainExceptOnCreate and UpdateReplacePolicy: Retain on the vault.",
    source="assumption: backups outlive what they are backups of (botocore backup DeleteBackupVault: a vault can be"
    " deleted only if it is empty)",
    about=("AWS::Backup::BackupVault",),
    severity=Severity.WARNING,
    judge=judge,
)
