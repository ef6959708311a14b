"""BACKUP-002: the vault that a plan stores backups in is there, in the plan's region, before the plan."""

from collections.abc import Iterator

from tapstack.checks.truths.backup.vaults import find_vault
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(name: Property, view: View) -> Iterator[Fault]:
    """A fault for a vault that no stack makes in this region, and for one that the plan does not wait for."""
    found = find_vault(name, view)
    if found is None:
        yield Fault(name, f"No stack makes the vault {name.shown} in {name.item.region}.")
    elif not view.before(name.item, found):
        yield Fault(name, f"The plan does not wait for the vault {found}.")


TRUTH = Truth(
    id="BACKUP-002",
    title="The vault that a backup rule stores into exists in the region of the plan, before the plan",
    why="The plan is refused, or every one of its jobs fails: there is no backup when it is needed.",
    fix="Refer to the vault of the same stack by Ref.",
    source="assumption: Backup looks the vault up (botocore backup CreateBackupPlan, ResourceNotFoundException;"
    " BackupVaultName: vaults are identified by account and Region)",
    about=("AWS::Backup::BackupPlan",),
    at="BackupPlan.BackupPlanRule[].TargetBackupVault",
    severity=Severity.WARNING,
    judge=judge,
)
