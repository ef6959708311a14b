"""AWS::Backup::BackupPlan."""

import pytest

from tapstack.simulate.resources import RefusedError

KIND = "AWS::Backup::BackupPlan"
THERE = "arn:aws:backup:eu-central-1:123456789012:backup-vault:vault"
RULE = {
    "RuleName": "Daily",
    "TargetBackupVault": "vault",
    "ScheduleExpression": "cron(0 3 * * ? *)",
    "ScheduleExpressionTimezone": "Europe/Berlin",
    "StartWindowMinutes": 60,
    "CompletionWindowMinutes": 720,
    "Lifecycle": {"DeleteAfterDays": 35, "MoveToColdStorageAfterDays": 7, "OptInToArchiveForSupportedResources": True},
    "CopyActions": [{"DestinationBackupVaultArn": THERE, "Lifecycle": {"DeleteAfterDays": 35}}],
    "EnableContinuousBackup": False,
    "RecoveryPointTags": {"Of": "trading"},
    "IndexActions": [{"ResourceTypes": ["S3"]}],
    "ScanActions": [{"MalwareScanner": "GUARDDUTY", "ScanMode": "FULL_SCAN"}],
    "TargetLogicallyAirGappedBackupVaultArn": "arn:aws:backup:us-east-1:123456789012:backup-vault:gapped",
}
PLAN = {
    "BackupPlanName": "trading",
    "BackupPlanRule": [RULE, {**RULE, "RuleName": "Weekly"}],
    "AdvancedBackupSettings": [{"ResourceType": "EC2", "BackupOptions": {"WindowsVSS": "enabled"}}],
    "ScanSettings": [
        {"MalwareScanner": "GUARDDUTY", "ResourceTypes": ["S3"], "ScannerRoleArn": "arn:aws:iam::1:role/s"}
    ],
}
GIVEN = {"BackupPlan": PLAN, "BackupPlanTags": {"Owner": "Data"}}
OTHER = {**PLAN, "BackupPlanRule": [{**RULE, "RuleName": "Hourly"}]}


def selection(making, plan):
    chosen = {"SelectionName": "all", "IamRoleArn": "arn:aws:iam::123456789012:role/b", "Resources": ["*"]}
    return making.create("AWS::Backup::BackupSelection", "S", BackupPlanId=plan, BackupSelection=chosen)


def test_everything_that_the_template_gives_is_told_back(making):
    wanted, made = making.create(KIND, **GIVEN)
    assert making.read(wanted, made) == GIVEN


def test_options_may_be_text(making):
    advanced = [{"ResourceType": "EC2", "BackupOptions": '{"WindowsVSS": "enabled"}'}]
    wanted, made = making.create(KIND, BackupPlan={**PLAN, "AdvancedBackupSettings": advanced})
    assert making.read(wanted, made)["BackupPlan"] == PLAN


def test_ref_is_the_id_and_the_attributes_name_plan_and_version(making):
    _, made = making.create(KIND, **GIVEN)
    told = making.bench.client("backup").get_backup_plan(BackupPlanId=made.physical_id)
    names = ("BackupPlanArn", "BackupPlanId", "VersionId")
    assert made.attributes == {name: told[name] for name in names}
    assert made.attributes["BackupPlanArn"].endswith(f":backup-plan:{made.physical_id}")


def test_a_name_that_is_taken_is_refused(making):
    making.create(KIND, **GIVEN)
    with pytest.raises(RefusedError, match="already exists") as refused:
        making.create(KIND, "Other", BackupPlan=OTHER)
    assert refused.value.code == "AlreadyExistsException"


def test_an_update_keeps_the_plan_and_makes_a_version(making):
    wanted, made = making.create(KIND, **GIVEN)
    after, now = making.update(wanted, made, BackupPlan=OTHER, BackupPlanTags={"B": "2"})
    assert making.read(after, now) == {"BackupPlan": OTHER, "BackupPlanTags": {"B": "2"}}
    assert now.physical_id == made.physical_id
    assert now.attributes["BackupPlanArn"] == made.attributes["BackupPlanArn"]
    assert now.attributes["VersionId"] != made.attributes["VersionId"]


def test_an_update_of_the_tags_alone_makes_no_version(making):
    wanted, made = making.create(KIND, **GIVEN)
    after, now = making.update(wanted, made, BackupPlan=PLAN)
    assert now.attributes == made.attributes
    assert making.read(after, now)["BackupPlanTags"] == {}


def test_a_plan_that_has_selections_is_not_deleted(making):
    wanted, made = making.create(KIND, **GIVEN)
    chosen = selection(making, made.physical_id)
    with pytest.raises(RefusedError, match="selections must be deleted prior to backup plan deletion") as refused:
        making.delete(wanted, made)
    assert refused.value.code == "InvalidRequestException"
    making.delete(*chosen)
    making.delete(wanted, made)
    assert making.read(wanted, made) == {}


def test_selections_of_another_plan_do_not_keep_it(making):
    wanted, made = making.create(KIND, **GIVEN)
    _, other = making.create(KIND, "Other", BackupPlan={**PLAN, "BackupPlanName": "other"})
    selection(making, other.physical_id)
    making.delete(wanted, made)
    assert making.read(wanted, made) == {}


def test_deleting_a_plan_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **GIVEN)
    making.delete(wanted, made)
    making.delete(wanted, made)


def test_a_plan_is_made_again_after_it_is_deleted(making):
    wanted, made = making.create(KIND, **GIVEN)
    making.delete(wanted, made)
    _, again = making.create(KIND, **GIVEN)
    assert again.physical_id != made.physical_id
