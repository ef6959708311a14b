"""Backup plans: their rules, and the vaults that these write and copy to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.deploy.proving.answers import Answer, failed, judged, passed
from tapstack.deploy.proving.calls import attempted

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked

_FIELDS = 6


def plan(asked: Asked) -> Iterator[Answer]:
    """Each rendered rule: is it there, does it copy where it should, and is there a vault at either end."""
    told = asked.client("backup").get_backup_plan(BackupPlanId=asked.physical_id)["BackupPlan"]
    there = {one["RuleName"]: one for one in told.get("Rules", [])}
    for rule in asked["BackupPlan.BackupPlanRule"].items:
        name = rule["RuleName"].text
        if name not in there:
            yield failed(f"Its rule {name} is gone.")
            continue
        target = there[name]["TargetBackupVaultName"]
        yield from _vault(asked, asked.region, target)
        copies = {one["DestinationBackupVaultArn"] for one in there[name].get("CopyActions", [])}
        for copy in rule["CopyActions"].items:
            arn = copy["DestinationBackupVaultArn"].text
            yield judged(arn in copies, f"Its rule {name} {'copies' if arn in copies else 'does not copy'} to {arn}.")
            yield from _vault(asked, arn.split(":", _FIELDS)[3], arn.rpartition(":")[2])


def _vault(asked: Asked, region: str, name: str) -> Iterator[Answer]:
    yield from attempted(_described(asked, region, name), f"The vault {name} in {region}: ")


def _described(asked: Asked, region: str, name: str) -> Iterator[Answer]:
    asked.client("backup", region).describe_backup_vault(BackupVaultName=name)
    yield passed(f"The vault {name} in {region} is there.")
