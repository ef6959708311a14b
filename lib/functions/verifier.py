"""What a restore test of AWS Backup has restored is looked at, and AWS Backup and the state table are told.

EventBridge tells of a job more than once; the first verdict stands.
"""

import json
import os
import time
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from parts.clients import clients, code, patience

SAMPLE = 100  # items; the probes of two regions are two of a table's items, so that a page has trades if there are any
OVER = ("COMPLETED", "FAILED", "ABORTED")
client = clients(patience(connect=2, read=5, attempts=4))  # calls take at most about half a minute


class NotFinishedError(Exception):
    """The event came before AWS Backup knows of it; Lambda asks again."""


def here(service: str) -> Any:
    """A client of this region."""
    return client(service, os.environ["AWS_REGION"])


def log(message: str, **details: Any) -> None:
    """One JSON line."""
    print(json.dumps({"message": message, **details}))  # noqa: T201 - Lambda's log is standard output


def table_name(arn: str) -> str:
    """The name of a table, from its ARN."""
    return arn.rpartition(":table/")[2]


def described(table: str) -> dict[str, Any]:
    """What DynamoDB says of a table; nothing of one that does not exist."""
    try:
        return dict(here("dynamodb").describe_table(TableName=table)["Table"])
    except ClientError as error:
        if code(error) != "ResourceNotFoundException":
            raise
        return {}


def trades(table: str) -> int:
    """How many trades a first page of a table has. Probes are written into empty tables too and do not count."""
    items = here("dynamodb").scan(TableName=table, Limit=SAMPLE, ProjectionExpression="TradeId")["Items"]
    return sum(not item["TradeId"]["S"].startswith("HEALTH#") for item in items)


def verdict(job: Mapping[str, Any]) -> tuple[str, str]:
    """Whether the restored table can stand in for the original one, and the reason."""
    original, restored = os.environ["TABLE_NAME"], table_name(job.get("CreatedResourceArn", ""))
    if not restored:
        return "FAILED", "the restore job names no table that it made"
    found = described(restored)
    if found.get("TableStatus") != "ACTIVE":
        return "FAILED", f"{restored} is {found.get('TableStatus', 'not there')}, not ACTIVE"
    # Where there is no original, nothing can be said of the copy: that error is raised.
    wanted = here("dynamodb").describe_table(TableName=original)["Table"]["KeySchema"]
    if found["KeySchema"] != wanted:
        return "FAILED", f"{restored} has the key {found['KeySchema']}, {original} has {wanted}"
    count = trades(restored)
    if not count and trades(original):
        return "FAILED", f"{restored} has no trades, {original} has some"
    return "SUCCESSFUL", f"{restored} is ACTIVE, has the key of {original} and {count} trades in its first page"


def not_ours(job: Mapping[str, Any]) -> str:
    """Why a job's result cannot be verified here; empty if it can."""
    source = table_name(job.get("SourceResourceArn", ""))
    if job["ResourceType"] != "DynamoDB":
        return f"{job['ResourceType']} is not verified, only DynamoDB"
    if source not in ("", os.environ["TABLE_NAME"]):
        return f"{source} is not verified, only {os.environ['TABLE_NAME']}"
    return ""


def judge(job: Mapping[str, Any]) -> tuple[str, str]:
    """The status to record and its reason. AWS Backup is told of a verdict that it does not have yet."""
    if job["Status"] != "COMPLETED":
        return "FAILED", f"the restore job is {job['Status']}: {job.get('StatusMessage', 'no message')}"
    if reason := not_ours(job):
        return "NOT_VERIFIED", reason
    told = job.get("ValidationStatus", "VALIDATING")
    if told != "VALIDATING":
        return "SUCCESSFUL" if told == "SUCCESSFUL" else "FAILED", job.get("ValidationStatusMessage", told)
    status, message = verdict(job)
    here("backup").put_restore_validation_result(
        RestoreJobId=job["RestoreJobId"], ValidationStatus=status, ValidationStatusMessage=message
    )
    return status, message


def record(job: Mapping[str, Any], status: str, message: str) -> None:
    """Write the verdict into the state table, once."""
    texts = {
        "MigrationId": os.environ["MIGRATION_ID"],
        "Step": f"RESTORE#{job['RestoreJobId']}",
        "Status": status,
        "Message": message,
        "RecoveryPointArn": job.get("RecoveryPointArn", ""),
    }
    item = {name: {"S": value} for name, value in texts.items()} | {"UpdatedAt": {"N": str(int(time.time()))}}
    try:
        here("dynamodb").put_item(
            TableName=os.environ["STATE_TABLE"], Item=item, ConditionExpression="attribute_not_exists(Step)"
        )
    except ClientError as error:
        if code(error) != "ConditionalCheckFailedException":
            raise
        log("the job has a verdict already", job=job["RestoreJobId"])


def tell(job: Mapping[str, Any], message: str) -> None:
    """Tell people, by way of the bus, that a backup could not be restored; again if the event comes again."""
    detail = json.dumps({"restoreJobId": job["RestoreJobId"], "message": message})
    entry = {"Source": "trading.migration", "DetailType": "RESTORE_TEST_FAILED", "Detail": detail}
    answer = here("events").put_events(Entries=[{**entry, "EventBusName": os.environ["EVENT_BUS"]}])
    if answer["FailedEntryCount"]:
        raise RuntimeError(
            f"the bus did not take the event: {answer['Entries'][0].get('ErrorCode')}; Lambda asks again"
        )


def handler(event: Mapping[str, Any], _context: Any) -> None:
    """Judge the restore job that an event tells of, if a restore testing plan started it and it is over."""
    detail = event["detail"]
    if detail["status"] not in OVER:
        return log("the job is not over", job=detail["restoreJobId"], status=detail["status"])
    job = here("backup").describe_restore_job(RestoreJobId=detail["restoreJobId"])
    if not job.get("CreatedBy", {}).get("RestoreTestingPlanArn"):
        return log("no restore testing plan started the job", job=job["RestoreJobId"])
    if job["Status"] not in OVER:
        raise NotFinishedError(f"{job['RestoreJobId']} is {job['Status']}, the event says {detail['status']}")
    status, message = judge(job)
    if status == "FAILED":
        tell(job, message)
    record(job, status, message)
    return log(message, job=job["RestoreJobId"], status=status)
