"""BACKUP-009: the days of a vault's lock are ones that Backup takes."""

from collections.abc import Iterator

from tapstack.checks.truths.backup.vaults import VAULTS, lock_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(vault: Property, _: View) -> Iterator[Fault]:
    """A fault for a least above the most, for days out of range, and for less than three days to think it over."""
    least, most = lock_of(vault.item)
    change = vault["LockConfiguration.ChangeableForDays"]
    lowest = 1 if vault.item.type == VAULTS[0] else 7
    if least.given and not lowest <= least.number <= 36500:
        yield Fault(least, f"MinRetentionDays is {least.shown}; it takes {lowest} to 36500.")
    if most.given and not 1 <= most.number <= 36500:
        yield Fault(most, f"MaxRetentionDays is {most.shown}; it takes 1 to 36500.")
    if least.given and most.given and least.number > most.number:
        yield Fault(least, f"MinRetentionDays is {least.shown}, MaxRetentionDays {most.shown}.")
    if change.given and not 3 <= change.number <= 36500:
        yield Fault(change, f"ChangeableForDays is {change.shown}; it takes 3 to 36500.")


TRUTH = Truth(
    id="BACKUP-009",
    title="A vault keeps backups at least 1 day (air-gapped: 7), at most 36500, and a lock may be changed for 3 days",
    why="Backup answers InvalidParameterValueException, and the vault is not made.",
    fix="Set MinRetentionDays up to MaxRetentionDays, and ChangeableForDays to 3 or more.",
    source="botocore backup, PutBackupVaultLockConfiguration (shortest and longest retention, ChangeableForDays of 3 or"
    " more) and CreateLogicallyAirGappedBackupVault (7 days at least)",
    about=VAULTS,
    judge=judge,
)
