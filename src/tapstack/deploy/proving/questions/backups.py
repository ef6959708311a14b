"""Backup plans: their rules, and the vaults that these write and copy to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from tapstack.deploy.proving.answers import Answer, failed, judged, passed
from tapstack.deploy.proving.calls import answer_of

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
        yield _vault(asked, asked.region, there[name]["TargetBackupVaultName"], f"The vault of rule {name}")
        copies = {one["DestinationBackupVaultArn"] for one in there[name].get("CopyActions", [])}
        for copy in rule["CopyActions"].items:
            arn = copy["DestinationBackupVaultArn"].text
            yield judged(arn in copies, f"Its rule {name} {'copies' if arn in copies else 'does not copy'} to {arn}.")
            yield _vault(asked, arn.split(":", _FIELDS)[3], arn.rpartition(":")[2], f"The vault {arn}")


def _vault(asked: Asked, region: str, name: str, what: str) -> Answer:
    try:
        asked.client("backup", region).describe_backup_vault(BackupVaultName=name)
    except (ClientError, BotoCoreError) as error:
        return answer_of(error)._replace(message=f"{what}: {answer_of(error).message}")
    return passed(f"{what} ({name} in {region}) is there.")
