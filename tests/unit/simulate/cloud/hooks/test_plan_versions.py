"""Versions and names of backup plans."""

import pytest
from moto import mock_aws

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed


def plan(rule="Daily"):
    return {"BackupPlanName": "trading", "Rules": [{"RuleName": rule, "TargetBackupVaultName": "vault"}]}


@pytest.fixture
def backup():
    with open_cloud() as cloud:
        yield cloud.client("backup", "us-east-1")


def test_canary_moto_does_not_answer_update_backup_plan():
    with scrubbed(), mock_aws():
        service = client("backup", "us-east-1")
        made = service.create_backup_plan(BackupPlan=plan())["BackupPlanId"]
        with pytest.raises(NotImplementedError):
            service.update_backup_plan(BackupPlanId=made, BackupPlan=plan("Weekly"))


def test_canary_moto_keeps_the_name_of_a_deleted_plan():
    with scrubbed(), mock_aws():
        service = client("backup", "us-east-1")
        service.delete_backup_plan(BackupPlanId=service.create_backup_plan(BackupPlan=plan())["BackupPlanId"])
        with pytest.raises(service.exceptions.AlreadyExistsException):
            service.create_backup_plan(BackupPlan=plan())


def test_an_update_gives_the_plan_a_new_document_and_version(backup):
    made = backup.create_backup_plan(BackupPlan=plan())
    after = backup.update_backup_plan(BackupPlanId=made["BackupPlanId"], BackupPlan=plan("Weekly"))
    told = backup.get_backup_plan(BackupPlanId=made["BackupPlanId"])
    assert told["BackupPlan"]["Rules"][0]["RuleName"] == "Weekly"
    assert told["VersionId"] == after["VersionId"] != made["VersionId"]
    assert told["BackupPlanArn"] == made["BackupPlanArn"]


def test_a_plan_that_is_gone_is_not_updated(backup):
    made = backup.create_backup_plan(BackupPlan=plan())["BackupPlanId"]
    backup.delete_backup_plan(BackupPlanId=made)
    with pytest.raises(backup.exceptions.ResourceNotFoundException):
        backup.update_backup_plan(BackupPlanId=made, BackupPlan=plan())


def test_the_name_of_a_deleted_plan_is_free(backup):
    made = backup.create_backup_plan(BackupPlan=plan())["BackupPlanId"]
    backup.delete_backup_plan(BackupPlanId=made)
    assert backup.create_backup_plan(BackupPlan=plan())["BackupPlanId"] != made


def test_the_name_of_a_plan_that_is_there_is_taken(backup):
    backup.create_backup_plan(BackupPlan=plan())
    with pytest.raises(backup.exceptions.AlreadyExistsException):
        backup.create_backup_plan(BackupPlan=plan("Weekly"))


def ids(seed):
    with open_cloud(seed=seed) as cloud:
        service = cloud.client("backup", "us-east-1")
        made = service.create_backup_plan(BackupPlan=plan())
        after = service.update_backup_plan(BackupPlanId=made["BackupPlanId"], BackupPlan=plan("Weekly"))
        return made["BackupPlanId"], made["VersionId"], after["VersionId"]


def test_ids_of_plans_and_versions_follow_from_the_seed():
    first, again, other = ids(1), ids(1), ids(2)
    assert first == again
    assert not set(first) & set(other)
