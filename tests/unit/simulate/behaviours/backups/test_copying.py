"""Copies of recovery points into the vault of another region."""

import pytest
from botocore.exceptions import ClientError

from tests.unit.simulate.behaviours.backups.conftest import DUE, ROLE, TABLE_ARN, VAULT, vault_arn
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

COPY = {"CopyActions": [{"DestinationBackupVaultArn": vault_arn(TARGET), "Lifecycle": {"DeleteAfterDays": 40}}]}
HOUR = 3600
JOB = "Copy Job State Change"


def test_a_rule_copies_each_backup_that_is_complete(world):
    world.plan(**COPY)
    world.life.clock.run(DUE + 1000)
    assert [job["State"] for job in world.copies()] == ["RUNNING"]
    assert world.points(TARGET) == []
    world.life.clock.run(1200)
    job, point, source = world.copies()[0], world.points(TARGET)[0], world.points()[0]
    assert (job["State"], job["DestinationRecoveryPointArn"]) == ("COMPLETED", point["RecoveryPointArn"])
    assert (point["Status"], point["ResourceArn"], point["SourceBackupVaultArn"]) == (
        "COMPLETED",
        TABLE_ARN,
        vault_arn(SOURCE),
    )
    assert point["CreationDate"] == source["CreationDate"]
    assert (point["CalculatedLifecycle"]["DeleteAt"] - point["CreationDate"]).days == 40
    assert world.states(JOB) == ["CREATED", "RUNNING", "COMPLETED"]
    assert world.states("Recovery Point State Change", TARGET) == ["COMPLETED"]


def test_a_backup_that_fails_is_not_copied(world):
    world.life.backups.faults.backup[TABLE_ARN] = 1
    world.plan(**COPY)
    world.life.clock.run(DUE + HOUR)
    assert world.copies() == []


def test_a_copy_that_is_asked_for_keeps_the_retention_of_its_source(world):
    point = world.backup(Lifecycle={"DeleteAfterDays": 35})["RecoveryPointArn"]
    assert world.copy(point)["State"] == "COMPLETED"
    assert world.points(TARGET)[0]["Lifecycle"] == {"DeleteAfterDays": 35}


def test_what_aws_backup_asks_of_a_role(world, monkeypatch):
    keys = {}
    for region in (SOURCE, TARGET):
        keys[region] = world.client("kms", region).create_key()["KeyMetadata"]["Arn"]
        backup = world.client(region=region)
        backup.delete_backup_vault(BackupVaultName=VAULT)
        backup.create_backup_vault(BackupVaultName=VAULT, EncryptionKeyArn=keys[region])
    point, asked = world.backup()["RecoveryPointArn"], []

    def refusal(principal, action, resource, *, region, context=None):
        asked.append((principal, action, resource, region, (context or {}).get("kms:ViaService")))
        return ""

    monkeypatch.setattr(world.life.permissions, "refusal", refusal)
    world.copy(point)
    here, there = (f"dynamodb.{region}.amazonaws.com" for region in (SOURCE, TARGET))
    assert asked == [
        ("backup.amazonaws.com", "sts:AssumeRole", ROLE, SOURCE, None),
        (ROLE, "backup:CopyFromBackupVault", vault_arn(SOURCE), SOURCE, None),
        (ROLE, "backup:CopyIntoBackupVault", vault_arn(TARGET), TARGET, None),
        (ROLE, "kms:Decrypt", keys[SOURCE], SOURCE, here),
        (ROLE, "kms:DescribeKey", keys[TARGET], TARGET, there),
        (ROLE, "kms:GenerateDataKey", keys[TARGET], TARGET, there),
        (ROLE, "kms:Decrypt", keys[TARGET], TARGET, there),
    ]


def failed(world, point, message, **more):
    job = world.copy(point, **more)
    assert (job["State"], message in job.get("StatusMessage", "")) == ("FAILED", True), job
    world.life.clock.run(10)
    assert world.states(JOB)[-1] == "FAILED"
    assert world.points(TARGET) == []


def test_a_table_that_was_backed_up_without_advanced_features_cannot_be_copied(world):
    world.advance(on=False)
    point = world.backup()["RecoveryPointArn"]
    assert point.startswith(f"{TABLE_ARN}/backup/0")
    failed(world, point, "advanced features were not enabled")


def test_a_destination_that_is_not_there_fails(world):
    point = world.backup()["RecoveryPointArn"]
    world.client(region=TARGET).delete_backup_vault(BackupVaultName=VAULT)
    assert world.copy(point)["StatusMessage"].endswith("does not exist.")


def test_the_lock_of_the_destination_wants_a_retention_in_its_bounds(world):
    lock = {"MinRetentionDays": 50, "MaxRetentionDays": 100}
    world.client(region=TARGET).put_backup_vault_lock_configuration(BackupVaultName=VAULT, **lock)
    point = world.backup()["RecoveryPointArn"]
    failed(world, point, "not within the range", Lifecycle={"DeleteAfterDays": 49})


def test_a_disabled_key_of_the_destination_fails(world):
    about = world.client("kms", TARGET).create_key()["KeyMetadata"]
    backup = world.client(region=TARGET)
    backup.delete_backup_vault(BackupVaultName=VAULT)
    backup.create_backup_vault(BackupVaultName=VAULT, EncryptionKeyArn=about["Arn"])
    world.client("kms", TARGET).disable_key(KeyId=about["KeyId"])
    failed(world, world.backup()["RecoveryPointArn"], f"{about['Arn']} is Disabled.")


@pytest.mark.parametrize("when", [0, 600], ids=["before", "meanwhile"])
def test_a_destination_that_is_out_of_reach_fails(world, when):
    point = world.backup()["RecoveryPointArn"]
    if when == 0:
        world.life.outages.lose(TARGET)
    world.copy(point, wait=when)
    world.life.outages.lose(TARGET)
    world.life.clock.run(1300)
    world.life.outages.restore(TARGET)
    assert [job["State"] for job in world.copies()] == ["FAILED"]
    assert world.points(TARGET) == []


def test_a_source_that_is_out_of_reach_is_waited_for(world):
    point = world.backup()["RecoveryPointArn"]
    world.copy(point, wait=600)
    world.life.outages.lose(SOURCE)
    world.life.clock.run(HOUR)
    assert world.points(TARGET) == []
    world.life.outages.restore(SOURCE)
    world.life.clock.run(1)
    assert [job["State"] for job in world.copies()] == ["COMPLETED"]


def test_a_copy_that_is_made_to_fail_fails_once(world):
    point = world.backup()["RecoveryPointArn"]
    world.life.backups.faults.copy[TABLE_ARN] = 1
    assert [world.copy(point)["State"] for _ in range(2)] == ["FAILED", "COMPLETED"]


def test_a_point_that_is_not_there_is_refused(world):
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        world.copy("arn:aws:backup:us-east-1:123456789012:recovery-point:none")
