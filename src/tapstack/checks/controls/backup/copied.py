"""BKP-07: what a backup plan makes is copied to a vault of another region."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.truths.access.asking import any_of
from tapstack.checks.truths.arns import region
from tapstack.checks.truths.backup.vaults import VAULTS
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

_COPIES = "BackupPlan.BackupPlanRule[].CopyActions[].DestinationBackupVaultArn"


def judge(plan: Property, view: View) -> Iterator[Fault]:
    """A fault where no rule copies, none to another region, or none to a vault that is made there."""
    copies = list(plan.each(_COPIES))
    away = [one for one in copies if _region(one, view) != plan.item.region]
    if not copies:
        yield Fault(plan, f"{plan.item} copies nothing.")
    elif not away:
        yield Fault(copies[0], f"{plan.item} copies within {plan.item.region} only.")
    elif not any_of(away, lambda one: _is_there(one, view)):
        yield Fault(away[0], f"No stack makes {away[0].shown}, to which {plan.item} copies.")


def _region(vault: Property, view: View) -> str:
    """The region of a vault: that of its ARN, or of what the stack refers to. Raises NotKnown."""
    if vault.pattern.startswith("arn:"):
        return region(vault)
    found = view.find(vault, *VAULTS)
    return found.region if found else vault.item.region


def _is_there(vault: Property, view: View) -> bool:
    found = view.find(vault, *VAULTS)
    if found is not None and not found.certain:
        raise NotKnown(f"whether {found} is made is not known")
    return found is not None


CONTROL = ControlCheck(
    name="BACKUP_PLAN_COPIES_TO_ANOTHER_REGION",
    title="Each backup plan copies what it makes to a vault that the set makes in another region",
    why="Backups that lie where the data lies are lost with it.",
    fix="Add a CopyActions to a rule, with the ARN of the vault that the other region's stack makes.",
    source="https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html",
    controls=("BKP-07",),
    about=("AWS::Backup::BackupPlan",),
    judge=judge,
)
