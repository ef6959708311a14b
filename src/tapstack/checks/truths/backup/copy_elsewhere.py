"""BACKUP-004: a copy goes to another vault than the backup itself, and to each vault once."""

from collections.abc import Iterator

from tapstack.checks.truths.backup.vaults import find_vault
from tapstack.checks.truths.repeated import repeated
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(rule: Property, view: View) -> Iterator[Fault]:
    """A fault for a destination that is the rule's own vault, and for one that stands twice."""
    destinations = list(rule.each("CopyActions[].DestinationBackupVaultArn"))
    for one, _first in repeated(destinations):
        yield Fault(one, f"Two copies go to {one.shown}.")
    for one in destinations:
        target, found = find_vault(rule["TargetBackupVault"], view), find_vault(one, view)
        if found and found is target:
            yield Fault(one, f"The copy goes to {found}, where the backup is.")


TRUTH = Truth(
    id="BACKUP-004",
    title="Copies of a backup go to other vaults than the backup, and to each vault once",
    why="The copy job fails, or protects from nothing.",
    fix="Name a vault of another region or account.",
    source="assumption: a copy is meant to be somewhere else (botocore backup CopyAction)",
    about=("AWS::Backup::BackupPlan",),
    at="BackupPlan.BackupPlanRule[]",
    severity=Severity.WARNING,
    judge=judge,
)
