"""BACKUP-021: vaults and restore testing plans of a region differ in their names."""

from collections.abc import Iterator

from tapstack.checks.truths.backup.vaults import VAULTS
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

_PLAN = "AWS::Backup::RestoreTestingPlan"


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault where another resource of the region has the name."""
    item = resource.item
    types, path = ((_PLAN,), "RestoreTestingPlanName") if item.type == _PLAN else (VAULTS, "BackupVaultName")
    for other in view.all(*types, region=item.region):
        if other is not item and other[path].pattern == resource[path].pattern:
            if not other.certain:
                raise NotKnown(f"whether {other} is made is not known")
            yield Fault(resource[path], f"{other} is named {resource[path].shown} too.")


TRUTH = Truth(
    id="BACKUP-021",
    title="Vaults of a region differ in their names, and so do restore testing plans",
    why="Backup answers AlreadyExistsException to the second one, and the stack fails.",
    fix="Give each a name of its own.",
    source="botocore backup, BackupVaultName (unique to the account and Region) and"
    " RestoreTestingPlanForCreate.RestoreTestingPlanName (a unique string); CreateBackupVault, AlreadyExistsException",
    about=(*VAULTS, _PLAN),
    judge=judge,
)
