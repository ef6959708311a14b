"""The export of the historical table, as it was when the catch-up began."""

import datetime as dt
import hashlib
import itertools
import os

from botocore.exceptions import ClientError

from parts.clients import code
from parts.followed_table import historical_table
from parts.recalling import recalled
from parts.table_clients import in_source
from parts.workflow import Json, PreconditionError
from parts.written_once import once, state


def export_table(_: Json) -> Json:
    """Export the table as it was when the catch-up began; done when DynamoDB takes the request."""
    step, record = export_record()
    if "ExportArn" not in record:
        since = recalled(state(), "TABLE#MAPPING").get("EnabledAt")
        if since is None:
            raise PreconditionError("The table's changes are not followed yet. Call prepare_table until it is done.")
        try:
            answer = in_source("dynamodb").export_table_to_point_in_time(**export_request(int(since), step))
        except ClientError as error:
            if code(error) != "InvalidExportTimeException":
                raise
            return {"done": False, "exportArn": ""}  # point-in-time recovery is a few minutes behind
        record = once(step, ExportArn=answer["ExportDescription"]["ExportArn"])
    return {"done": True, "exportArn": record["ExportArn"]}


def export_record() -> tuple[str, Json]:
    """The step of the first export that has not failed, and what is written down of it."""
    for number in itertools.count():
        step = f"TABLE#EXPORT#{number:02}"
        record = recalled(state(), step)
        if "Failed" not in record:
            break
    return step, record


def export_request(since: int, step: str) -> Json:
    """The same request for the same point in time (epoch seconds) and step.

    Without prefix: AWS's example of a manifest and its text differ on whether the keys in a manifest have it.
    """
    alias = f"alias/trading-{os.environ['ENVIRONMENT']}"
    return {
        "TableArn": historical_table()["TableArn"],
        "ExportTime": dt.datetime.fromtimestamp(since, dt.UTC),
        "ClientToken": hashlib.sha256(f"{os.environ['MIGRATION_ID']}/{since}/{step}".encode()).hexdigest()[:36],
        "S3Bucket": os.environ["EXPORT_BUCKET"],
        "S3BucketOwner": os.environ["ACCOUNT_ID"],
        "S3SseAlgorithm": "KMS",
        "S3SseKmsKeyId": in_source("kms").describe_key(KeyId=alias)["KeyMetadata"]["Arn"],
        "ExportFormat": "DYNAMODB_JSON",
        "ExportType": "FULL_EXPORT",
    }


def check_export(event: Json) -> Json:
    """How far the export is, asked for again if it was not taken."""
    export, answer = export_table(event)["exportArn"], {"done": False, "status": "RUNNING", "items": 0, "bytes": 0}
    if not export:
        return {**answer, "reason": ""}
    found = in_source("dynamodb").describe_export(ExportArn=export)["ExportDescription"]
    status = {"IN_PROGRESS": "RUNNING", "COMPLETED": "COMPLETE"}.get(found["ExportStatus"], "FAILED")
    reason = f"{found.get('FailureCode', '')}: {found.get('FailureMessage', '')}" if status == "FAILED" else ""
    if status == "COMPLETE":
        once(export_record()[0], Manifest=found["ExportManifest"])
    elif reason:
        once(export_record()[0], Failed=reason)
    sizes = {"items": found.get("ItemCount", 0), "bytes": found.get("BilledSizeBytes", 0)}
    return {"done": status != "RUNNING", "status": status, **sizes, "reason": reason}
