"""BACKUP-010: a rule keeps its backups as long as the lock of their vault asks for."""

from collections.abc import Iterator

from tapstack.checks.truths.backup.vaults import find_vault, lock_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rule: Property, view: View) -> Iterator[Fault]:
    """A fault for a backup or copy that is kept shorter or longer than its vault lets it."""
    yield from _kept(rule["Lifecycle"], rule["TargetBackupVault"], rule, view)
    for copy in rule["CopyActions"].items:
        if copy.has("Lifecycle"):
            yield from _kept(copy["Lifecycle"], copy["DestinationBackupVaultArn"], copy, view)


def _kept(lifecycle: Property, vault: Property, at: Property, view: View) -> Iterator[Fault]:
    found = find_vault(vault, view)
    if found is None:
        return
    least, most = lock_of(found)
    days = lifecycle["DeleteAfterDays"]
    forever = not days.given or days.number == -1
    if most.given and (forever or days.number > most.number):
        kept = "for ever" if forever else f"{days.shown} days"
        yield Fault(days if days.given else at, f"Kept {kept}; {found} lets at most {most.shown}.")
    elif least.given and not forever and days.number < least.number:
        yield Fault(days, f"Kept {days.shown} days; {found} asks for at least {least.shown}.")


TRUTH = Truth(
    id="BACKUP-010",
    title="Backups and copies are kept as long as the lock of their vault asks for, and no longer than it lets",
    why="The plan is made, and the vault fails every backup or copy job whose retention lies outside.",
    fix="Set DeleteAfterDays between MinRetentionDays and MaxRetentionDays of the vault.",
    source="botocore backup, PutBackupVaultLockConfiguration.MinRetentionDays and MaxRetentionDays (the vault fails a"
    " job whose retention is shorter or longer)",
    about=("AWS::Backup::BackupPlan",),
    at="BackupPlan.BackupPlanRule[]",
    judge=judge,
    later=True,
)
