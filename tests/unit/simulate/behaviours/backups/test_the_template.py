"""The template's own backups: a night and a morning of the two regions."""

import json

import pytest

from tapstack.checks.subject import Subject
from tapstack.simulate.behaviours.life import open_life
from tapstack.simulate.deployment import create
from tapstack.simulate.deployment.run import prepared
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

ACCOUNT, SUFFIX = "123456789012", "verify"
TABLE, VAULT = f"trading-analytics-{SUFFIX}", f"trading-vault-{SUFFIX}"
TABLE_ARN = f"arn:aws:dynamodb:{SOURCE}:{ACCOUNT}:table/{TABLE}"
CHECKS = f"arn:aws:lambda:{TARGET}:{ACCOUNT}:function:trading-{SUFFIX}-checks"
HOUR = 3600


@pytest.fixture(scope="module")
def platform():
    given = {"EnvironmentSuffix": SUFFIX}
    return prepared(Subject("lib/TapStack.json", (TARGET, SOURCE), given, complete=True, configured=True))


@pytest.fixture
def life(platform):
    """The platform with two trades, in hours in which nothing else happens."""
    with open_life(platform) as opened:
        create(opened.world)
        for name in ("a", "b"):
            item = {"TradeId": {"S": name}, "Timestamp": {"N": "1"}}
            opened.client("dynamodb", SOURCE).put_item(TableName=TABLE, Item=item)
        opened.quiet = True
        yield opened


def at(life, hour, minute=0, day=6):
    """Time passes until then."""
    moment = life.clock.moment.replace(day=day, hour=hour, minute=minute, second=0, microsecond=0)
    life.clock.run((moment - life.clock.moment).total_seconds())


def verify_backup(life):
    """What the checks find missing."""
    settings = {"backupHours": 48, "verifyPolls": 10}
    event = {"task": "verify_backup", "turn": 0, "settings": settings}
    answer = life.clock.finish(life.functions.call(CHECKS, event))
    assert answer.fault is None, answer.payload
    found = json.loads(answer.payload)
    return found["ok"], [problem.split(" in ")[0] for problem in found["problems"]]


def restores(life):
    return life.client("backup", TARGET).list_restore_jobs()["RestoreJobs"]


def test_a_night_backs_up_copies_and_proves_that_the_copy_can_be_restored(life):
    backup = life.client("backup", SOURCE)
    at(life, 2, 59)
    assert backup.list_backup_jobs()["BackupJobs"] == []
    assert verify_backup(life) == (False, [f"no completed copy of {TABLE}", "no successful restore test"])
    at(life, 4)
    assert [(job["ResourceArn"], job["State"]) for job in backup.list_backup_jobs()["BackupJobs"]] == [
        (TABLE_ARN, "COMPLETED")
    ]
    (copy,) = life.client("backup", TARGET).list_recovery_points_by_backup_vault(BackupVaultName=VAULT)[
        "RecoveryPoints"
    ]
    assert (copy["Status"], copy["ResourceArn"], copy["IsEncrypted"]) == ("COMPLETED", TABLE_ARN, True)
    assert verify_backup(life) == (False, ["no successful restore test"])
    at(life, 8, 59)
    assert restores(life) == []
    at(life, 9, 30)
    (job,) = restores(life)
    assert (job["Status"], job["RecoveryPointArn"]) == ("COMPLETED", copy["RecoveryPointArn"])
    assert (job["ValidationStatus"], job["DeletionStatus"]) == ("SUCCESSFUL", "SUCCESSFUL")
    assert "2 trades" in job["ValidationStatusMessage"]
    plan = life.world.stack(TARGET).resources["RestoreTestPlan"].made
    assert job["CreatedBy"] == {"RestoreTestingPlanArn": plan.attributes["RestoreTestingPlanArn"]}
    tables = life.client("dynamodb", TARGET).list_tables()["TableNames"]
    assert [name for name in tables if name.startswith("awsbackup")] == []
    assert verify_backup(life) == (True, [])
    assert life.events.lost == []


def soon(life):
    """The plan's next backup comes in the next hour."""
    backup = life.client("backup", SOURCE)
    (plan,) = backup.list_backup_plans()["BackupPlansList"]
    document = backup.get_backup_plan(BackupPlanId=plan["BackupPlanId"])["BackupPlan"]
    rule = {name: value for name, value in document["Rules"][0].items() if name != "RuleId"}
    rule["ScheduleExpression"] = f"cron(0 {life.clock.moment.hour + 1} * * ? *)"
    changed = {"BackupPlanName": document["BackupPlanName"], "Rules": [rule]}
    backup.update_backup_plan(BackupPlanId=plan["BackupPlanId"], BackupPlan=changed)
    at(life, life.clock.moment.hour + 1, 1, day=life.clock.moment.day)


def told(life, region):
    """What the platform's topic of a region was told of jobs that did not end well."""
    notices = [json.loads(one.message) for one in life.topics.taken if one.region == region]
    details = [(one["detail-type"], one["detail"]) for one in notices if one.get("source") == "aws.backup"]
    return [(kind, detail.get("state", detail.get("status"))) for kind, detail in details]


def test_a_backup_that_fails_reaches_the_topic(life):
    life.backups.faults.backup[TABLE_ARN] = 1
    soon(life)
    life.clock.run(1200)
    assert told(life, SOURCE) == [("Backup Job State Change", "FAILED")]


def test_a_key_that_is_disabled_in_the_target_fails_the_copy_and_reaches_the_topic(life):
    vault = life.client("backup", TARGET).describe_backup_vault(BackupVaultName=VAULT)
    life.client("kms", TARGET).disable_key(KeyId=vault["EncryptionKeyArn"].rpartition("/")[2])
    soon(life)
    life.clock.run(1200)
    assert told(life, SOURCE) == [("Copy Job State Change", "FAILED")]


def test_the_policy_of_the_vault_keeps_its_points(life):
    soon(life)
    life.clock.run(1200)
    backup = life.client("backup", SOURCE)
    (point,) = backup.list_recovery_points_by_backup_vault(BackupVaultName=VAULT)["RecoveryPoints"]
    with pytest.raises(backup.exceptions.ClientError, match="AccessDeniedException"):
        backup.delete_recovery_point(BackupVaultName=VAULT, RecoveryPointArn=point["RecoveryPointArn"])
