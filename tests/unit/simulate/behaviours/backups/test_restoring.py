"""Restores: what was in a table or a bucket when it was backed up is there again, under another name."""

import pytest
from botocore.exceptions import ClientError

from tests.unit.simulate.behaviours.backups.conftest import ROLE, TABLE, TABLE_ARN, VAULT
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

NEW = "restored"


def names(world, table, region=SOURCE):
    items = world.client("dynamodb", region).scan(TableName=table)["Items"]
    return {item["TradeId"]["S"] for item in items}


def test_a_restored_table_has_what_was_there_when_the_backup_ran(world):
    world.write("a", "b")
    point = world.backup()["RecoveryPointArn"]
    world.write("c")
    world.client("dynamodb").delete_item(TableName=TABLE, Key={"TradeId": {"S": "a"}})
    job = world.restore(point, targetTableName=NEW)
    assert (job["Status"], job["CreatedResourceArn"]) == ("COMPLETED", TABLE_ARN.replace(TABLE, NEW))
    assert (job["SourceResourceArn"], job["ResourceType"]) == (TABLE_ARN, "DynamoDB")
    assert names(world, NEW) == {"a", "b"}
    old, new = (world.client("dynamodb").describe_table(TableName=name)["Table"] for name in (TABLE, NEW))
    assert new["KeySchema"] == old["KeySchema"]
    assert [index["IndexName"] for index in new["GlobalSecondaryIndexes"]] == ["ByAccount"]
    assert new["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"


def test_a_copy_is_restored_in_its_region_though_the_other_is_lost(world):
    world.write("a")
    copied = world.copy(world.backup()["RecoveryPointArn"])["DestinationRecoveryPointArn"]
    world.life.outages.lose(SOURCE)
    assert world.restore(copied, TARGET, targetTableName=NEW)["Status"] == "COMPLETED"
    assert names(world, NEW, TARGET) == {"a"}


def test_each_change_of_a_restore_is_told(world):
    point = world.backup()["RecoveryPointArn"]
    job = world.restore(point, targetTableName=NEW)
    assert world.states("Restore Job State Change") == ["PENDING", "RUNNING", "COMPLETED"]
    detail = world.told[-1][1]["detail"]
    assert detail["restoreJobId"] == job["RestoreJobId"]
    assert detail["createdResourceArn"] == job["CreatedResourceArn"]
    assert "restoreTestingPlanArn" not in detail
    assert "state" not in detail


def test_a_restored_table_has_the_key_that_was_asked_for(world):
    key = world.client("kms").create_key()["KeyMetadata"]["Arn"]
    point = world.backup()["RecoveryPointArn"]
    world.restore(point, targetTableName=NEW, encryptionType="KMS", kmsMasterKeyArn=key)
    about = world.client("dynamodb").describe_table(TableName=NEW)["Table"]
    assert about["SSEDescription"]["KMSMasterKeyArn"] == key


def failed(job, message):
    assert (job["Status"], message in job.get("StatusMessage", "")) == ("FAILED", True), job


def test_a_table_that_is_there_already_fails(world):
    failed(world.restore(world.backup()["RecoveryPointArn"], targetTableName=TABLE), "already exists")


def test_metadata_that_name_no_table_fail(world):
    failed(world.restore(world.backup()["RecoveryPointArn"], other="x"), "targetTableName")


def test_a_role_that_may_not_fails(world, monkeypatch):
    point = world.backup()["RecoveryPointArn"]
    wanted = (ROLE, "dynamodb:RestoreTableFromAwsBackup", TABLE_ARN.replace(TABLE, NEW))

    def refusal(*asked, **_):
        return "not allowed" if asked == wanted else ""

    monkeypatch.setattr(world.life.permissions, "refusal", refusal)
    failed(world.restore(point, targetTableName=NEW), "not allowed")


def test_a_disabled_key_of_the_vault_fails(world):
    about = world.client("kms").create_key()["KeyMetadata"]
    world.client().create_backup_vault(BackupVaultName="encrypted", EncryptionKeyArn=about["Arn"])
    point = world.backup(BackupVaultName="encrypted")["RecoveryPointArn"]
    world.client("kms").disable_key(KeyId=about["KeyId"])
    failed(world.restore(point, targetTableName=NEW), "is Disabled.")


def test_a_restore_that_is_made_to_fail_fails_once(world):
    point = world.backup()["RecoveryPointArn"]
    world.life.backups.faults.restore[TABLE_ARN] = 1
    assert [world.restore(point, targetTableName=NEW)["Status"] for _ in range(2)] == ["FAILED", "COMPLETED"]


def test_a_point_that_is_not_there_is_refused(world):
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        world.restore("arn:aws:backup:us-east-1:123456789012:recovery-point:none", targetTableName=NEW)


def test_a_bucket_is_backed_up_if_it_keeps_versions_and_its_objects_come_back(world):
    s3, arn = world.client("s3"), "arn:aws:s3:::objects-of-trades"
    s3.create_bucket(Bucket="objects-of-trades")
    s3.put_object(Bucket="objects-of-trades", Key="a", Body=b"1", Metadata={"m": "x"})
    assert "Versioning" in world.backup(ResourceArn=arn)["StatusMessage"]
    s3.put_bucket_versioning(Bucket="objects-of-trades", VersioningConfiguration={"Status": "Enabled"})
    point = world.backup(ResourceArn=arn)["RecoveryPointArn"]
    s3.put_object(Bucket="objects-of-trades", Key="a", Body=b"2")
    job = world.restore(point, DestinationBucketName="again-the-objects", NewBucket="true")
    assert job["CreatedResourceArn"] == "arn:aws:s3:::again-the-objects"
    found = s3.get_object(Bucket="again-the-objects", Key="a")
    assert (found["Body"].read(), found["Metadata"]) == (b"1", {"m": "x"})


def test_restores_are_listed(world):
    world.restore(world.backup()["RecoveryPointArn"], targetTableName=NEW)
    assert [job["Status"] for job in world.client().list_restore_jobs(ByStatus="COMPLETED")["RestoreJobs"]] == [
        "COMPLETED"
    ]
    assert VAULT in world.client().list_restore_jobs()["RestoreJobs"][0]["BackupVaultArn"]
