"""Custom::BackupSettings: what AWS Backup may back up in this region."""

from typing import Any

import pytest

from tests.unit.functions.control.provider import BACKUP_PROPERTIES, SOURCE, Provider
from tests.unit.functions.stand_in import stand_in


def region_settings(control: Provider, opted: dict[str, bool], managed: dict[str, bool]) -> tuple[Any, Any]:
    """AWS Backup's settings of a region; moto has none."""
    backup = control.module.client("backup", SOURCE)
    settings = {"ResourceTypeOptInPreference": opted, "ResourceTypeManagementPreference": managed}
    return stand_in(backup, "DescribeRegionSettings", settings), stand_in(backup, "UpdateRegionSettings", {})


@pytest.mark.parametrize(
    ("opted", "managed", "sent"),
    [
        ({"DynamoDB": True, "S3": True}, {"DynamoDB": True}, []),
        (
            {"DynamoDB": True, "S3": False, "EFS": True, "EBS": False},
            {"DynamoDB": True},
            [{"ResourceTypeOptInPreference": {"DynamoDB": True, "S3": True, "EFS": True, "EBS": False}}],
        ),
        (
            {"DynamoDB": True, "S3": True},
            {"DynamoDB": False, "EFS": True},
            [{"ResourceTypeManagementPreference": {"DynamoDB": True, "EFS": True}}],
        ),
        (
            {},
            {},
            [
                {
                    "ResourceTypeOptInPreference": {"DynamoDB": True, "S3": True},
                    "ResourceTypeManagementPreference": {"DynamoDB": True},
                }
            ],
        ),
    ],
)
def test_backup_settings_are_changed_only_to_turn_on_what_is_off(provider, opted, managed, sent):
    control = provider()
    _, update = region_settings(control, opted, managed)
    answer = control.ask("BackupSettings", BACKUP_PROPERTIES)
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("SUCCESS", f"backup-settings-{SOURCE}")
    assert (update.sent, answer["Data"]) == (sent, {"Changed": "true" if sent else "false"})


def test_deletion_leaves_the_account_s_backup_settings_alone(provider):
    control = provider()
    describe, update = region_settings(control, {}, {})
    answer = control.ask("BackupSettings", BACKUP_PROPERTIES, "Delete", PhysicalResourceId=f"backup-settings-{SOURCE}")
    assert (answer["Status"], describe.sent, update.sent) == ("SUCCESS", [], [])
