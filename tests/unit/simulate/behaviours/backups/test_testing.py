"""Restore tests: a plan restores, waits for a verdict, and cleans up."""

import pytest
from botocore.exceptions import ClientError

from tapstack.simulate.adapters.backup.restore_testing import RestoreTestingPlan, RestoreTestingSelection
from tests.unit.simulate.behaviours.backups.conftest import ROLE, TABLE_ARN, vault_arn
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

HOUR = 3600
JOB = "Restore Job State Change"
POINTS = {"Algorithm": "LATEST_WITHIN_WINDOW", "IncludeVaults": [vault_arn(SOURCE)], "RecoveryPointTypes": ["SNAPSHOT"]}


def plan(world, hour="11", hours=4, points=None, **selection):
    """A test at that hour of each day, or at those: the world begins at 9."""
    records = world.life.cloud.records
    about = {
        "RestoreTestingPlanName": "plan",
        "ScheduleExpression": f"cron(0 {hour} * * ? *)",
        "StartWindowHours": 1,
        "RecoveryPointSelection": {**POINTS, **(points or {})},
    }
    made = {
        "RestoreTestingPlanName": "plan",
        "RestoreTestingSelectionName": "selection",
        "ProtectedResourceType": "DynamoDB",
        "ProtectedResourceArns": ["*"],
        "IamRoleArn": ROLE,
        "ValidationWindowHours": hours,
        **selection,
    }
    records.keep(SOURCE, RestoreTestingPlan.type, "plan", about)
    records.keep(SOURCE, RestoreTestingSelection.type, "plan|selection", made)


def restores(world):
    return world.client().list_restore_jobs()["RestoreJobs"]


def tables(world):
    return [name for name in world.client("dynamodb").list_tables()["TableNames"] if name.startswith("awsbackup-")]


def verdict(world, status, message="m"):
    job = restores(world)[0]["RestoreJobId"]
    given = {"ValidationStatus": status, "ValidationStatusMessage": message}
    world.client().put_restore_validation_result(RestoreJobId=job, **given)


def to_the_test(world, extra=1000):
    """Time passes until the test of 11 o'clock has restored."""
    world.life.clock.run(2 * HOUR - world.life.clock.seconds + extra)


def test_the_latest_point_is_restored_into_a_table_of_its_own_and_waits_for_a_verdict(world):
    world.write("a")
    world.backup()
    world.write("b")
    latest = world.backup()["RecoveryPointArn"]
    plan(world)
    to_the_test(world)
    (job,) = restores(world)
    assert (job["RecoveryPointArn"], job["Status"], job["ValidationStatus"]) == (latest, "COMPLETED", "VALIDATING")
    (table,) = tables(world)
    assert table.startswith("awsbackup-restore-test-")
    assert job["CreatedResourceArn"].endswith(table)
    assert len(world.client("dynamodb").scan(TableName=table)["Items"]) == 2


def test_its_events_name_the_plan(world):
    world.backup()
    plan(world)
    to_the_test(world, 1100)
    assert world.states(JOB) == ["PENDING", "RUNNING", "COMPLETED"]
    name = f"arn:aws:backup:{SOURCE}:123456789012:restore-testing-plan:plan"
    assert world.told[-1][1]["detail"]["restoreTestingPlanArn"] == name
    assert restores(world)[0]["CreatedBy"] == {"RestoreTestingPlanArn": name}


@pytest.mark.parametrize("status", ["SUCCESSFUL", "FAILED"])
def test_with_the_verdict_the_table_goes(world, status):
    world.backup()
    plan(world)
    to_the_test(world)
    verdict(world, status)
    world.life.clock.run(61)
    job = restores(world)[0]
    assert (job["ValidationStatus"], job["ValidationStatusMessage"]) == (status, "m")
    assert (job["DeletionStatus"], tables(world)) == ("SUCCESSFUL", [])
    with pytest.raises(ClientError, match="InvalidRequestException"):
        verdict(world, "SUCCESSFUL")


def test_without_a_verdict_the_test_times_out_after_its_window(world):
    world.backup()
    plan(world, hours=4)
    to_the_test(world, 4 * HOUR + 800)
    assert len(tables(world)) == 1
    world.life.clock.run(200)
    job = restores(world)[0]
    assert (job["ValidationStatus"], job["DeletionStatus"], tables(world)) == ("TIMED_OUT", "SUCCESSFUL", [])


def test_a_restore_that_is_asked_for_takes_no_verdict(world):
    world.restore(world.backup()["RecoveryPointArn"], targetTableName="new")
    with pytest.raises(ClientError, match="InvalidRequestException"):
        verdict(world, "SUCCESSFUL")


def test_a_test_that_fails_is_told_and_not_validated(world):
    world.backup()
    world.life.backups.faults.restore[TABLE_ARN] = 1
    plan(world)
    to_the_test(world, 1100)
    assert world.states(JOB)[-1] == "FAILED"
    assert "ValidationStatus" not in restores(world)[0]


@pytest.mark.parametrize(
    "more",
    [
        {"points": {"IncludeVaults": [vault_arn(TARGET)]}},
        {"points": {"ExcludeVaults": ["*"]}},
        {"points": {"RecoveryPointTypes": ["CONTINUOUS"]}},
        {"ProtectedResourceType": "S3"},
        {"ProtectedResourceArns": [TABLE_ARN + "-other"]},
    ],
    ids=["vault", "excluded", "kind", "type", "resource"],
)
def test_what_does_not_fit_is_not_restored(world, more):
    world.backup()
    plan(world, **more)
    to_the_test(world)
    assert restores(world) == []


def test_a_point_that_is_too_old_is_not_restored(world):
    world.backup()
    plan(world, points={"SelectionWindowDays": 1})
    to_the_test(world)
    assert len(restores(world)) == 1
    world.life.clock.run(24 * HOUR)
    assert len(restores(world)) == 1


def test_a_random_point_is_the_same_one_each_time(world):
    points = {world.backup()["RecoveryPointArn"] for _ in range(3)}
    plan(world, hour="11-13", points={"Algorithm": "RANDOM_WITHIN_WINDOW"})
    to_the_test(world)
    world.life.clock.run(2 * HOUR)
    assert len(restores(world)) == 3
    chosen = {job["RecoveryPointArn"] for job in restores(world)}
    assert len(chosen) == 1
    assert chosen < points


def test_a_plan_that_is_changed_keeps_its_new_time_and_one_that_is_gone_none(world):
    world.backup()
    plan(world)
    plan(world, hour="12-15")
    to_the_test(world)
    assert restores(world) == []
    world.life.clock.run(HOUR)
    assert len(restores(world)) == 1
    world.life.cloud.records.drop(SOURCE, RestoreTestingPlan.type, "plan")
    world.life.clock.run(2 * HOUR)
    assert len(restores(world)) == 1


@pytest.mark.parametrize(("hours", "count"), [(1, 1), (4, 0)])
def test_a_region_that_is_out_makes_up_for_a_test_within_its_start_window(world, hours, count):
    world.backup()
    plan(world)
    to_the_test(world, -60)
    world.life.outages.lose(SOURCE)
    world.life.clock.run(hours * HOUR)
    world.life.outages.restore(SOURCE)
    world.life.clock.run(HOUR)
    assert len(restores(world)) == count


def test_metadata_of_the_selection_take_the_place_of_what_is_inferred(world):
    key = world.client("kms").create_key()["KeyMetadata"]["Arn"]
    world.backup()
    plan(world, RestoreMetadataOverrides={"EncryptionType": "KMS", "kmsmasterkeyarn": key})
    to_the_test(world)
    about = world.client("dynamodb").describe_table(TableName=tables(world)[0])["Table"]
    assert about["SSEDescription"]["KMSMasterKeyArn"] == key


def test_what_is_not_tagged_any_more_stays(world):
    world.backup()
    plan(world)
    to_the_test(world)
    arn = restores(world)[0]["CreatedResourceArn"]
    world.client("dynamodb").untag_resource(ResourceArn=arn, TagKeys=["awsbackup-restore-test"])
    verdict(world, "SUCCESSFUL")
    world.life.clock.run(61)
    assert (restores(world)[0]["DeletionStatus"], len(tables(world))) == ("FAILED", 1)


def test_a_test_begins_in_its_start_window(world):
    world.life.backups.pace.test = 1800
    world.backup()
    plan(world)
    to_the_test(world)
    assert restores(world) == []
    world.life.clock.run(1800)
    assert len(restores(world)) == 1


def test_plans_do_not_back_up_what_a_test_has_restored(world):
    world.backup()
    plan(world, hour="10", hours=24)
    world.plan(selection={"Resources": ["*"]}, ScheduleExpression="cron(0 11 * * ? *)")
    world.life.clock.run(2 * HOUR)
    assert len(tables(world)) == 1
    assert {job["ResourceArn"] for job in world.jobs()} == {TABLE_ARN}
