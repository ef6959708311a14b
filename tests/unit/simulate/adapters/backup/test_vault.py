"""AWS::Backup::BackupVault."""

from datetime import timedelta

import pytest

from tapstack.simulate.adapters.backup import RECOVERY_POINT
from tapstack.simulate.cloud import START
from tapstack.simulate.resources import RefusedError

KIND = "AWS::Backup::BackupVault"
ARN = "arn:aws:backup:us-east-1:123456789012:backup-vault:vault"
POLICY = {"Version": "2012-10-17", "Statement": []}
TOPIC = {"SNSTopicArn": "arn:aws:sns:us-east-1:123456789012:t", "BackupVaultEvents": ["COPY_JOB_FAILED"]}
LOCK = {"MinRetentionDays": 35, "MaxRetentionDays": 3650}
GIVEN = {
    "BackupVaultName": "vault",
    "EncryptionKeyArn": "arn:aws:kms:us-east-1:123456789012:key/1",
    "LockConfiguration": LOCK,
    "BackupVaultTags": {"Owner": "Data"},
}


def about(making):
    return making.bench.client("backup").describe_backup_vault(BackupVaultName="vault")


def test_everything_that_the_template_gives_is_told_back(making):
    wanted, made = making.create(KIND, **GIVEN)
    assert making.read(wanted, made) == GIVEN


def test_ref_is_the_name_and_the_attributes_are_those_of_the_schema(making):
    _, made = making.create(KIND, **GIVEN)
    assert made.physical_id == "vault"
    assert made.attributes["BackupVaultArn"] == ARN
    assert made.attributes["LockConfiguration.MinRetentionDays"] == 35


def test_what_moto_does_not_hold_is_recorded(making):
    given = {"AccessPolicy": POLICY, "Notifications": TOPIC, "LockConfiguration": LOCK}
    making.create(KIND, BackupVaultName="vault", **given)
    assert making.cloud.records.get("us-east-1", KIND, "vault") == given


def test_days_of_grace_become_the_date_of_the_lock(making):
    making.create(KIND, **{**GIVEN, "LockConfiguration": {**LOCK, "ChangeableForDays": 3}})
    assert about(making)["LockDate"] == START + timedelta(days=3)


def test_a_name_that_is_taken_is_refused(making):
    making.create(KIND, **GIVEN)
    with pytest.raises(RefusedError, match="Backup vault with the same name already exists") as refused:
        making.create(KIND, "Other", **GIVEN)
    assert refused.value.code == "AlreadyExistsException"


def test_a_lock_that_is_refused_leaves_the_vault_which_is_told(making):
    with pytest.raises(RefusedError, match="at least 3 days") as refused:
        making.create(KIND, **{**GIVEN, "LockConfiguration": {**LOCK, "ChangeableForDays": 1}})
    assert refused.value.made is not None
    assert refused.value.made.physical_id == "vault"


def test_the_same_vault_is_the_same_whenever_it_is_made(making):
    wanted, made = making.create(KIND, **GIVEN)
    first = about(making)["CreatorRequestId"]
    making.delete(wanted, made)
    making.create(KIND, **GIVEN)
    assert about(making)["CreatorRequestId"] == first


def test_an_update_sets_what_is_new_and_resets_what_is_gone(making):
    wanted, made = making.create(KIND, **GIVEN)
    key = {"EncryptionKeyArn": GIVEN["EncryptionKeyArn"]}
    after, made = making.update(wanted, made, BackupVaultName="vault", **key, BackupVaultTags={"B": "2"})
    assert making.read(after, made) == {"BackupVaultName": "vault", **key, "BackupVaultTags": {"B": "2"}}
    assert "LockConfiguration.MinRetentionDays" not in made.attributes


def test_an_update_changes_the_lock(making):
    wanted, made = making.create(KIND, **GIVEN)
    after, made = making.update(wanted, made, **{**GIVEN, "LockConfiguration": {"MinRetentionDays": 7}})
    assert making.read(after, made)["LockConfiguration"] == {"MinRetentionDays": 7}


def test_a_lock_without_days_of_grace_has_no_date(making):
    wanted, made = making.create(KIND, **{**GIVEN, "LockConfiguration": {**LOCK, "ChangeableForDays": 3}})
    making.update(wanted, made, **GIVEN)
    assert "LockDate" not in about(making)
    assert about(making)["Locked"]


@pytest.mark.parametrize("lock", [None, LOCK], ids=["gone", "changed"])
def test_a_lock_whose_days_of_grace_are_over_stays(making, lock):
    given = {**GIVEN, "LockConfiguration": {**LOCK, "ChangeableForDays": 3}}
    wanted, made = making.create(KIND, **given)
    making.cloud.set_time(START + timedelta(days=4))
    after = {name: value for name, value in given.items() if name != "LockConfiguration"}
    with pytest.raises(RefusedError, match="immutable"):
        making.update(wanted, made, **after, **({"LockConfiguration": lock} if lock else {}))


def test_an_update_of_the_tags_alone_leaves_the_lock(making):
    given = {**GIVEN, "LockConfiguration": {**LOCK, "ChangeableForDays": 3}}
    wanted, made = making.create(KIND, **given)
    making.cloud.set_time(START + timedelta(days=4))
    making.update(wanted, made, **{**given, "BackupVaultTags": {"B": "2"}})
    assert about(making)["LockDate"] == START + timedelta(days=3)


def point(making, vault, region="us-east-1"):
    kept = {"BackupVaultName": vault}
    making.cloud.records.keep(region, RECOVERY_POINT, f"arn:aws:backup:{region}:123456789012:recovery-point:1", kept)


def test_a_vault_that_holds_recovery_points_is_not_deleted(making):
    wanted, made = making.create(KIND, **GIVEN)
    point(making, "vault")
    with pytest.raises(RefusedError, match="cannot be deleted because it contains recovery points") as refused:
        making.delete(wanted, made)
    assert refused.value.code == "InvalidRequestException"
    assert making.read(wanted, made) == GIVEN


@pytest.mark.parametrize(("vault", "region"), [("other", "us-east-1"), ("vault", "eu-central-1")])
def test_recovery_points_of_other_vaults_do_not_keep_it(making, vault, region):
    wanted, made = making.create(KIND, **GIVEN)
    point(making, vault, region)
    making.delete(wanted, made)
    assert making.bench.client("backup").list_backup_vaults()["BackupVaultList"] == []


def test_deleting_a_vault_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **GIVEN)
    making.delete(wanted, made)
    making.delete(wanted, made)


def test_the_next_vault_of_that_name_has_no_tags_of_the_last(making):
    making.delete(*making.create(KIND, **GIVEN))
    wanted, made = making.create(KIND, "Other", BackupVaultName="vault")
    assert making.read(wanted, made)["BackupVaultTags"] == {}


def test_a_tag_that_the_vault_shares_with_its_stack_is_told(tagged):
    given = {"BackupVaultName": "vault", "BackupVaultTags": {"Stage": "test"}}
    wanted, made = tagged.create(KIND, **given)
    assert tagged.read(wanted, made) == given


def test_a_tag_that_only_the_stack_has_is_not_told(tagged):
    wanted, made = tagged.create(KIND, BackupVaultName="vault")
    assert tagged.bench.client("backup").list_tags(ResourceArn=ARN)["Tags"]["Stage"] == "test"
    assert tagged.read(wanted, made)["BackupVaultTags"] == {}
