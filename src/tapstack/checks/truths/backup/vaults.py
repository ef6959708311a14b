"""Vaults as plans name them, and how long a vault lets backups be kept."""

from typing import NamedTuple

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property

VAULTS = ("AWS::Backup::BackupVault", "AWS::Backup::LogicallyAirGappedBackupVault")


class Range(NamedTuple):
    """The least and the most days that a vault lets a backup be kept; either may be absent."""

    least: Property
    most: Property


def lock_of(vault: Item) -> Range:
    """The range of a vault's lock."""
    holder = vault["LockConfiguration"] if vault.type == VAULTS[0] else vault.properties
    return Range(holder["MinRetentionDays"], holder["MaxRetentionDays"])


def find_vault(name: Property, view: View) -> Item | None:
    """The vault that a name or ARN stands for; None where no stack makes it. Raises NotKnown."""
    return view.find(name, *VAULTS)
