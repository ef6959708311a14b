"""Backup jobs: when they come, what they leave, and why they fail."""

import pytest
from botocore.exceptions import ClientError

from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.backups.conftest import DUE, ROLE, TABLE, TABLE_ARN, VAULT, vault_arn
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

HOUR = 3600
JOB = "Backup Job State Change"
NO_KEY = "The specified AWS KMS key ARN does not exist, is not enabled or you do not have permissions to access it."


def test_a_plan_backs_up_what_it_selects_whenever_it_is_due(world):
    world.plan(ScheduleExpression="cron(0 */2 * * ? *)")
    world.life.clock.run(DUE - 1)
    assert world.jobs() == []
    world.life.clock.run(HOUR)
    job = world.jobs()[0]
    assert (job["State"], job["ResourceArn"], job["ResourceType"]) == ("COMPLETED", TABLE_ARN, "DynamoDB")
    assert [point["RecoveryPointArn"] for point in world.points()] == [job["RecoveryPointArn"]]
    world.life.clock.run(2 * HOUR)
    assert len(world.points()) == 2


def test_each_change_of_a_job_is_told(world):
    made = world.plan()
    world.life.clock.run(DUE + HOUR)
    assert world.states(JOB) == ["CREATED", "RUNNING", "COMPLETED"]
    where, event = next(one for one in world.told if one[1]["detail"].get("state") == "COMPLETED")
    point = world.points()[0]
    assert (where, event["source"], event["resources"]) == (SOURCE, "aws.backup", [point["RecoveryPointArn"]])
    assert event["detail"] | {"createdBy": None} == {
        "backupJobId": world.jobs()[0]["BackupJobId"],
        "state": "COMPLETED",
        "creationDate": "2026-01-05T10:00:00.000Z",
        "completionDate": "2026-01-05T10:15:00.000Z",
        "backupSizeInBytes": "0",
        "bytesTransferred": "0",
        "backupVaultArn": vault_arn(SOURCE),
        "backupVaultName": VAULT,
        "iamRoleArn": ROLE,
        "resourceArn": TABLE_ARN,
        "resourceType": "DynamoDB",
        "startBy": "2026-01-05T11:00:00.000Z",
        "percentDone": 100.0,
        "createdBy": None,
    }
    assert event["detail"]["createdBy"]["backupPlanId"] == made["BackupPlanId"]


def test_a_recovery_point_is_told_of_too(world):
    world.plan()
    world.life.clock.run(DUE + HOUR)
    detail = next(event["detail"] for _, event in world.told if event["detail-type"].startswith("Recovery Point"))
    assert (detail["status"], detail["lifecycle"]) == ("COMPLETED", {"deleteAfterDays": 35})
    assert detail["calculatedLifeCycle"] == {"deleteAt": "2026-02-09T10:00:00.000Z"}


def test_a_plan_that_is_changed_keeps_its_new_time_and_one_that_is_gone_none(world):
    made = world.plan()
    rule = {"RuleName": "Noon", "TargetBackupVaultName": VAULT, "ScheduleExpression": "cron(0 11,12,15 * * ? *)"}
    plan = {"BackupPlanName": "plan", "Rules": [rule]}
    world.client().update_backup_plan(BackupPlanId=made["BackupPlanId"], BackupPlan=plan)
    world.life.clock.run(5 * HOUR)
    assert [job["CreationDate"].hour for job in world.jobs()] == [12, 11]
    world.client().delete_backup_plan(BackupPlanId=made["BackupPlanId"])
    world.life.clock.run(2 * HOUR)
    assert len(world.jobs()) == 2


@pytest.mark.parametrize(
    ("selection", "count"),
    [
        ({"Resources": ["*"]}, 1),
        ({"Resources": ["arn:aws:dynamodb:*:*:table/tr*"]}, 1),
        ({"Resources": ["arn:aws:dynamodb:*:*:table/other*"]}, 0),
        ({"Resources": ["*"], "NotResources": [TABLE_ARN]}, 0),
        ({"Resources": [], "ListOfTags": [{"ConditionKey": "backup", "ConditionValue": "daily"}]}, 1),
        ({"Resources": [], "ListOfTags": [{"ConditionKey": "backup", "ConditionValue": "weekly"}]}, 0),
        ({"Conditions": {"StringLike": [{"ConditionKey": "aws:ResourceTag/backup", "ConditionValue": "da*"}]}}, 1),
        ({"Conditions": {"StringEquals": [{"ConditionKey": "aws:ResourceTag/backup", "ConditionValue": "da*"}]}}, 0),
        ({"Conditions": {"StringNotEquals": [{"ConditionKey": "aws:ResourceTag/no", "ConditionValue": "x"}]}}, 1),
    ],
)
def test_a_selection_takes_arns_wildcards_and_tags(world, selection, count):
    world.plan(selection=selection)
    world.life.clock.run(DUE + 1)
    assert [job["ResourceArn"] for job in world.jobs()] == [TABLE_ARN] * count


def test_a_type_that_the_region_does_not_back_up_has_no_job(world):
    world.client().update_region_settings(ResourceTypeOptInPreference={"DynamoDB": False})
    world.plan()
    world.life.clock.run(DUE + HOUR)
    assert world.jobs() == []


def test_what_is_asked_for_begins_at_once(world):
    job = world.backup()
    assert (job["State"], job["CompletionDate"] - job["CreationDate"]) == (
        "COMPLETED",
        job["CompletionDate"] - job["InitiationDate"],
    )


def test_a_token_that_was_there_before_starts_nothing(world):
    first, second = world.backup(IdempotencyToken="once"), world.backup(IdempotencyToken="once")
    assert first["BackupJobId"] == second["BackupJobId"]
    assert len(world.points()) == 1


def failed(world, **more):
    job = world.backup(**more)
    assert world.points() == []
    world.life.clock.run(10)
    assert world.states(JOB)[-1] == job["State"]
    return job["State"], job["StatusMessage"]


def test_a_table_that_is_not_there_fails(world):
    state, message = failed(world, ResourceArn=TABLE_ARN + "-none")
    assert (state, message) == ("FAILED", f"The resource {TABLE_ARN}-none does not exist")


def test_a_vault_that_is_not_there_fails(world):
    world.plan(TargetBackupVaultName="none")
    world.life.clock.run(DUE + HOUR)
    assert world.jobs()[0]["StatusMessage"].endswith("backup-vault:none does not exist.")
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        world.backup(BackupVaultName="none")


def test_a_role_that_is_not_there_fails(world):
    state, message = failed(world, IamRoleArn=ROLE + "-none")
    assert (state, message) == ("FAILED", f"The IAM role {ROLE}-none cannot be assumed by AWS Backup")


@pytest.mark.parametrize("action", ["sts:AssumeRole", "dynamodb:StartAwsBackupJob", "kms:GenerateDataKey"])
def test_a_role_that_may_not_fails(world, monkeypatch, action):
    key = world.client("kms").create_key()["KeyMetadata"]["Arn"]
    world.client().create_backup_vault(BackupVaultName="encrypted", EncryptionKeyArn=key)
    refused = lambda principal, asked, *_, **__: "no" if asked == action else ""  # noqa: E731
    monkeypatch.setattr(world.life.permissions, "refusal", refused)
    assert world.backup(BackupVaultName="encrypted")["State"] == "FAILED"


def test_what_aws_backup_asks_of_a_role(world, monkeypatch):
    key = world.client("kms").create_key()["KeyMetadata"]["Arn"]
    world.client("kms").create_alias(AliasName="alias/platform", TargetKeyId=key)
    world.client().create_backup_vault(BackupVaultName="encrypted", EncryptionKeyArn=key)
    asked = []

    def refusal(principal, action, resource, *, region, context=None):
        asked.append((principal, action, resource, (context or {}).get("kms:ViaService")))
        assert (context or {}).get("kms:ResourceAliases", ["alias/platform"]) == ["alias/platform"]
        return ""

    monkeypatch.setattr(world.life.permissions, "refusal", refusal)
    world.backup(BackupVaultName="encrypted")
    via = f"dynamodb.{SOURCE}.amazonaws.com"
    assert asked == [
        ("backup.amazonaws.com", "sts:AssumeRole", ROLE, None),
        (ROLE, "dynamodb:ListTagsOfResource", TABLE_ARN, None),
        (ROLE, "dynamodb:StartAwsBackupJob", TABLE_ARN, None),
        (ROLE, "kms:DescribeKey", key, via),
        (ROLE, "kms:GenerateDataKey", key, via),
        (ROLE, "kms:Decrypt", key, via),
    ]


@pytest.mark.parametrize("whose", ["vault", "table"])
def test_a_disabled_key_fails(world, whose):
    key = world.client("kms").create_key()["KeyMetadata"]["Arn"]
    given = {"BackupVaultName": VAULT}
    if whose == "vault":
        given = {"BackupVaultName": "encrypted"}
        world.client().create_backup_vault(**given, EncryptionKeyArn=key)
    else:
        sse = {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": key}
        world.client("dynamodb").update_table(TableName=TABLE, SSESpecification=sse)
    world.client("kms").disable_key(KeyId=key.rpartition("/")[2])
    job = world.backup(**given)
    assert (job["State"], job["StatusMessage"]) == ("FAILED", f"{NO_KEY} {key} is Disabled.")


@pytest.mark.parametrize(("days", "state"), [(34, "FAILED"), (35, "COMPLETED"), (101, "FAILED"), (None, "FAILED")])
def test_the_lock_of_a_vault_wants_a_retention_in_its_bounds(world, days, state):
    lock = {"MinRetentionDays": 35, "MaxRetentionDays": 100}
    world.client().put_backup_vault_lock_configuration(BackupVaultName=VAULT, **lock)
    lifecycle = {"Lifecycle": {"DeleteAfterDays": days}} if days else {}
    assert world.backup(**lifecycle)["State"] == state


def test_a_job_that_does_not_end_in_its_window_expires(world):
    world.life.backups.pace.backup = 3 * HOUR
    world.plan(CompletionWindowMinutes=180)
    world.life.clock.run(DUE + 4 * HOUR)
    job = world.jobs()[0]
    assert (job["State"], job["StatusMessage"]) == ("EXPIRED", "Backup job expired before completion.")
    assert world.points() == []


def test_a_job_waits_for_another_one_of_the_same_resource_for_as_long_as_its_window(world):
    world.life.backups.pace.backup = 2 * HOUR
    asked = {"BackupVaultName": VAULT, "ResourceArn": TABLE_ARN, "IamRoleArn": ROLE}
    for minutes in (600, 60, 300):
        world.client().start_backup_job(**asked, StartWindowMinutes=minutes)
    world.life.clock.run(5 * HOUR)
    found = [(job["State"], job.get("StatusMessage")) for job in reversed(world.jobs())]
    why = "Backup job failed because there was a running job for the same resource."
    assert found == [("COMPLETED", None), ("EXPIRED", why), ("COMPLETED", None)]


def test_a_job_of_a_region_that_is_out_begins_late_or_expires(world):
    world.plan(ScheduleExpression="cron(0 10,12 * * ? *)")
    world.life.clock.run(DUE - 60)
    for out, state in ((1800, "COMPLETED"), (5400, "EXPIRED")):
        world.life.outages.lose(SOURCE)
        world.life.clock.run(out)
        world.life.outages.restore(SOURCE)
        world.life.clock.run(2 * HOUR - out)
        assert world.jobs()[0]["State"] == state


def test_a_backup_that_is_made_to_fail_fails_once(world):
    world.life.backups.faults.backup[TABLE_ARN] = 1
    assert [world.backup()["State"] for _ in range(2)] == ["FAILED", "COMPLETED"]


def test_what_is_not_modelled_is_refused_by_name(world):
    world.plan(EnableContinuousBackup=True)
    with pytest.raises(UnsupportedError, match="EnableContinuousBackup"):
        world.life.clock.run(1)
    with pytest.raises(UnsupportedError, match="cold storage"):
        world.backup(Lifecycle={"MoveToColdStorageAfterDays": 1, "DeleteAfterDays": 100})


def test_jobs_are_listed_by_what_is_asked_for_and_in_pages(world):
    for _ in range(3):
        world.backup()
    world.backup(ResourceArn=TABLE_ARN + "-none")
    assert len(world.jobs(ByState="FAILED")) == 1
    assert len(world.jobs(ByResourceArn=TABLE_ARN)) == 3
    assert len(world.jobs(ByCreatedAfter=world.jobs()[2]["CreationDate"])) == 2
    pages = list(world.client().get_paginator("list_backup_jobs").paginate(PaginationConfig={"PageSize": 3}))
    assert [len(page["BackupJobs"]) for page in pages] == [3, 1]
    assert world.client(region=TARGET).list_backup_jobs()["BackupJobs"] == []


def test_jobs_are_counted_by_their_vault(world):
    world.life.backups.faults.backup[TABLE_ARN] = 1
    world.backup()
    world.backup()
    now = world.life.clock.moment
    metric = {"Namespace": "AWS/Backup", "MetricName": "", "Dimensions": [{"Name": "BackupVaultName", "Value": VAULT}]}
    names = ("Created", "Running", "Failed", "Completed", "Expired")
    queries = [
        {
            "Id": name.lower(),
            "MetricStat": {
                "Metric": {**metric, "MetricName": f"NumberOfBackupJobs{name}"},
                "Period": 86_400,
                "Stat": "Sum",
            },
        }
        for name in names
    ]
    start = now.replace(hour=0, minute=0)
    given = {"StartTime": start, "EndTime": start.replace(day=start.day + 1)}
    found = world.client("cloudwatch").get_metric_data(MetricDataQueries=queries, **given)["MetricDataResults"]
    assert {one["Id"]: one["Values"] for one in found} == {
        "created": [2.0],
        "running": [2.0],
        "failed": [1.0],
        "completed": [1.0],
        "expired": [],
    }
