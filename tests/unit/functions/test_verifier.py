"""The verifier of restore tests. AWS Backup's restore jobs stand in: moto has none."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from tests.unit.functions.stand_in import Refusal, StandIn, stand_in

REGION, ACCOUNT = "eu-central-1", "123456789012"
ORIGINAL, RESTORED, STATE = "trading-analytics-verify", "awsbackup-restore-test-1", "migration-state-verify"
BUS = "trading-migration-verify"
PLAN = {"RestoreTestingPlanArn": f"arn:aws:backup:{REGION}:{ACCOUNT}:restore-testing-plan:verify-1"}
JOB = {
    "RestoreJobId": "job-1",
    "Status": "COMPLETED",
    "ResourceType": "DynamoDB",
    "RecoveryPointArn": f"arn:aws:backup:{REGION}:{ACCOUNT}:recovery-point:1",
    "SourceResourceArn": f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/{ORIGINAL}",
    "CreatedResourceArn": f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{RESTORED}",
    "CreatedBy": PLAN,
    "ValidationStatus": "VALIDATING",
}


def make(table: str, *keys: str, items: int = 0, probes: int = 0) -> None:
    """A table with these keys, the first of them the hash key, trades and items of probes."""
    dynamodb = boto3.client("dynamodb", REGION)
    kinds = ("HASH", "RANGE")
    dynamodb.create_table(
        TableName=table,
        KeySchema=[{"AttributeName": key, "KeyType": kind} for key, kind in zip(keys, kinds, strict=False)],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
        BillingMode="PAY_PER_REQUEST",
    )
    names = [f"trade-{number}" for number in range(items)] + [f"HEALTH#{number}" for number in range(probes)]
    for name in names:
        dynamodb.put_item(TableName=table, Item={"TradeId": {"S": name}, **{key: {"S": name} for key in keys}})


@pytest.fixture
def verifier(aws, load):
    make(STATE, "MigrationId", "Step")
    boto3.client("events", REGION).create_event_bus(Name=BUS)
    return load("verifier", REGION, STATE_TABLE=STATE, MIGRATION_ID="move-1", TABLE_NAME=ORIGINAL, EVENT_BUS=BUS)


def hear(verifier: Any, status: str = "COMPLETED", **job: Any) -> StandIn:
    """Tell the verifier that a job is over, once more for every call; what it tells AWS Backup."""
    backup = verifier.client("backup", REGION)
    stand_in(backup, "DescribeRestoreJob", {**JOB, **job})
    told = stand_in(backup, "PutRestoreValidationResult", {})
    event = {"source": "aws.backup", "detail-type": "Restore Job State Change"}
    verifier.handler({**event, "detail": {"restoreJobId": "job-1", "status": status}}, None)
    return told


def recorded() -> dict[str, Any]:
    key = {"MigrationId": "move-1", "Step": "RESTORE#job-1"}
    return dict(boto3.resource("dynamodb", REGION).Table(STATE).get_item(Key=key).get("Item", {}))


def test_a_good_copy_is_told_to_aws_backup_and_recorded(verifier, monkeypatch):
    monkeypatch.setattr(verifier.time, "time", lambda: 1_800_000_000.5)
    make(ORIGINAL, "TradeId", "Timestamp", items=3)
    make(RESTORED, "TradeId", "Timestamp", items=2, probes=1)
    message = f"{RESTORED} is ACTIVE, has the key of {ORIGINAL} and 2 trades in its first page"
    assert hear(verifier).sent == [
        {"RestoreJobId": "job-1", "ValidationStatus": "SUCCESSFUL", "ValidationStatusMessage": message}
    ]
    assert recorded() == {
        "MigrationId": "move-1",
        "Step": "RESTORE#job-1",
        "Status": "SUCCESSFUL",
        "Message": message,
        "RecoveryPointArn": JOB["RecoveryPointArn"],
        "UpdatedAt": 1_800_000_000,
    }


@pytest.mark.parametrize(
    ("keys", "original", "restored", "status", "message"),
    [
        (("TradeId", "Timestamp"), 0, 0, "SUCCESSFUL", "0 trades in its first page"),
        (("TradeId", "Timestamp"), 0, 1, "SUCCESSFUL", "1 trades in its first page"),
        (("TradeId", "Timestamp"), 1, 0, "FAILED", "has no trades"),
        (("TradeId",), 1, 1, "FAILED", "has the key"),
        (("Timestamp", "TradeId"), 1, 1, "FAILED", "has the key"),
    ],
)
def test_a_copy_must_have_the_key_of_the_original_and_trades_if_that_has_some(
    verifier, keys, original, restored, status, message
):
    """The probes of both regions are in every table, the empty ones too."""
    make(ORIGINAL, "TradeId", "Timestamp", items=original, probes=2)
    make(RESTORED, *keys, items=restored, probes=2)
    told = hear(verifier).sent
    assert [one["ValidationStatus"] for one in told] == [status] and message in told[0]["ValidationStatusMessage"]
    assert recorded()["Status"] == status


def test_a_copy_that_is_not_there_fails(verifier):
    make(ORIGINAL, "TradeId", "Timestamp")
    assert hear(verifier).sent[0]["ValidationStatus"] == "FAILED"
    assert recorded()["Message"] == f"{RESTORED} is not there, not ACTIVE"


def test_a_copy_that_is_still_being_made_fails(verifier):
    make(ORIGINAL, "TradeId", "Timestamp")
    stand_in(verifier.client("dynamodb", REGION), "DescribeTable", {"Table": {"TableStatus": "CREATING"}})
    hear(verifier)
    assert (recorded()["Status"], recorded()["Message"]) == ("FAILED", f"{RESTORED} is CREATING, not ACTIVE")


def test_a_job_that_made_no_table_fails(verifier):
    assert hear(verifier, CreatedResourceArn="").sent[0]["ValidationStatus"] == "FAILED"
    assert recorded()["Message"] == "the restore job names no table that it made"


@pytest.mark.parametrize("status", ["FAILED", "ABORTED"])
def test_a_job_that_failed_is_recorded_with_its_reason(verifier, status):
    told = hear(verifier, status, Status=status, StatusMessage="no such key")
    assert told.sent == []
    assert recorded()["Status"] == "FAILED"
    assert recorded()["Message"] == f"the restore job is {status}: no such key"


@pytest.mark.parametrize(
    ("job", "message"),
    [
        ({"ResourceType": "S3"}, "S3 is not verified, only DynamoDB"),
        (
            {"SourceResourceArn": f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/another"},
            f"another is not verified, only {ORIGINAL}",
        ),
    ],
)
def test_what_is_not_the_table_is_recorded_as_not_verified(verifier, job, message):
    assert hear(verifier, **job).sent == []
    assert (recorded()["Status"], recorded()["Message"]) == ("NOT_VERIFIED", message)


def test_a_job_that_does_not_name_its_source_is_verified(verifier):
    make(ORIGINAL, "TradeId", "Timestamp")
    make(RESTORED, "TradeId", "Timestamp")
    hear(verifier, SourceResourceArn="")
    assert recorded()["Status"] == "SUCCESSFUL"


@pytest.mark.parametrize("creator", [{}, {"CreatedBy": {}}])
def test_a_restore_that_somebody_else_started_is_left_alone(verifier, creator):
    job = {**JOB, **creator} if creator else {key: value for key, value in JOB.items() if key != "CreatedBy"}
    stand_in(verifier.client("backup", REGION), "DescribeRestoreJob", job)
    verifier.handler({"detail": {"restoreJobId": "job-1", "status": "COMPLETED"}}, None)
    assert recorded() == {}


@pytest.mark.parametrize("status", ["PENDING", "RUNNING"])
def test_a_job_that_is_not_over_is_not_looked_at(verifier, status):
    looked = stand_in(verifier.client("backup", REGION), "DescribeRestoreJob", JOB)
    verifier.handler({"detail": {"restoreJobId": "job-1", "status": status}}, None)
    assert (looked.sent, recorded()) == ([], {})


def test_an_event_that_is_ahead_of_the_job_is_tried_again(verifier):
    with pytest.raises(verifier.NotFinishedError, match="job-1 is RUNNING, the event says COMPLETED"):
        hear(verifier, Status="RUNNING")
    assert recorded() == {}


def test_the_first_verdict_stands_when_the_event_comes_again(verifier):
    make(ORIGINAL, "TradeId", "Timestamp", items=1)
    make(RESTORED, "TradeId", "Timestamp", items=1)
    hear(verifier)
    first = recorded()
    boto3.client("dynamodb", REGION).delete_table(TableName=RESTORED)
    told = hear(verifier)
    assert [one["ValidationStatus"] for one in told.sent] == ["FAILED"]  # AWS Backup did not know of the first
    assert recorded() == first


@pytest.mark.parametrize(
    ("known", "status"), [("SUCCESSFUL", "SUCCESSFUL"), ("FAILED", "FAILED"), ("TIMED_OUT", "FAILED")]
)
def test_a_verdict_that_aws_backup_has_is_recorded_and_not_given_again(verifier, known, status):
    """A first run that told AWS Backup and then could not write into the table; the restored table is gone by now."""
    told = hear(verifier, ValidationStatus=known, ValidationStatusMessage="as told")
    assert told.sent == []
    assert (recorded()["Status"], recorded()["Message"]) == (status, "as told")


@pytest.mark.parametrize(
    ("service", "operation", "code"),
    [
        ("dynamodb", "DescribeTable", "AccessDeniedException"),
        ("dynamodb", "Scan", "ProvisionedThroughputExceededException"),
        ("dynamodb", "PutItem", "InternalServerError"),
    ],
)
def test_an_error_that_says_nothing_of_the_copy_is_raised_and_no_verdict_is_recorded(
    verifier, service, operation, code
):
    make(ORIGINAL, "TradeId", "Timestamp")
    make(RESTORED, "TradeId", "Timestamp")
    stand_in(verifier.client(service, REGION), operation, Refusal(code))
    with pytest.raises(ClientError, match=code):
        hear(verifier)
    assert recorded() == {}


def test_without_the_original_there_is_no_verdict(verifier):
    make(RESTORED, "TradeId", "Timestamp")
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        hear(verifier)
    assert recorded() == {}


def test_a_verdict_that_aws_backup_does_not_take_is_not_recorded(verifier):
    make(ORIGINAL, "TradeId", "Timestamp")
    make(RESTORED, "TradeId", "Timestamp")
    backup = verifier.client("backup", REGION)
    stand_in(backup, "DescribeRestoreJob", JOB)
    stand_in(backup, "PutRestoreValidationResult", Refusal("InvalidRequestException"))
    with pytest.raises(ClientError, match="InvalidRequestException"):
        verifier.handler({"detail": {"restoreJobId": "job-1", "status": "COMPLETED"}}, None)
    assert recorded() == {}


def test_a_page_of_the_table_is_enough(verifier):
    make(ORIGINAL, "TradeId", "Timestamp")
    make(RESTORED, "TradeId", "Timestamp", items=1)
    scanned = stand_in(verifier.client("dynamodb", REGION), "Scan", None)
    hear(verifier)
    assert [(one["TableName"], one["Limit"]) for one in scanned.sent] == [(RESTORED, 100)]


@pytest.mark.parametrize(("items", "told"), [(0, 1), (2, 0)])
def test_people_hear_of_a_copy_that_is_not_good(verifier, items, told):
    make(ORIGINAL, "TradeId", "Timestamp", items=3)
    make(RESTORED, "TradeId", "Timestamp", items=items)
    events = stand_in(verifier.client("events", REGION), "PutEvents", {"FailedEntryCount": 0, "Entries": [{}]})
    hear(verifier)
    assert [entry["DetailType"] for sent in events.sent for entry in sent["Entries"]] == ["RESTORE_TEST_FAILED"] * told
    assert all(entry["EventBusName"] == BUS for sent in events.sent for entry in sent["Entries"])


def test_a_verdict_that_nobody_heard_is_not_recorded(verifier):
    """So that Lambda's next try tells it."""
    make(ORIGINAL, "TradeId", "Timestamp", items=3)
    make(RESTORED, "TradeId", "Timestamp")
    refused = {"FailedEntryCount": 1, "Entries": [{"ErrorCode": "ThrottlingException"}]}
    stand_in(verifier.client("events", REGION), "PutEvents", refused)
    with pytest.raises(RuntimeError, match="ThrottlingException"):
        hear(verifier)
    assert recorded() == {}
