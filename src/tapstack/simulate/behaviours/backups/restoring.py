"""A restore job: a recovery point becomes a new table, or its objects come into a bucket.

Sources: https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-dynamodb.html and .../restoring-s3.html for
the metadata. A restored table has the keys, indexes, capacity and items; its stream, expiry, recovery to a point in
time, tags and policies are not restored (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/
backuprestore_HowItWorks.html).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.backups.allowed import allow, assume, use_key
from tapstack.simulate.behaviours.backups.arns import table_arn
from tapstack.simulate.behaviours.backups.cleaning import tag
from tapstack.simulate.behaviours.backups.failing import JobEndedError
from tapstack.simulate.behaviours.backups.pace import Faults
from tapstack.simulate.behaviours.backups.vaults import find_vault
from tapstack.simulate.cloud.held_items import load

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.backups import Backups
    from tapstack.simulate.behaviours.backups.contents import Contents
    from tapstack.simulate.behaviours.backups.jobs import Job
    from tapstack.simulate.clock import Steps

Metadata = Mapping[str, str]
TABLE, BUCKET = "targetTableName", "DestinationBucketName"


def restore(backups: Backups, job: Job, metadata: Metadata) -> Steps[None]:
    """Carry a job out."""
    life, about = backups.life, job.about
    arn = about["RecoveryPointArn"]
    try:
        yield life.outages.back(job.region)
        if backups.points.find(job.region, arn) is None:
            raise JobEndedError(f"Recovery point {arn} does not exist")
        contents = backups.points.contents(arn)
        made = target(backups, job, metadata)
        _permitted(backups, job, made)
        backups.jobs.turn(job, "RUNNING")
        yield life.clock.pause(backups.pace.of(backups.pace.restore, contents.size))
        yield life.outages.back(job.region)
        if Faults.take(backups.faults.restore, about["SourceResourceArn"]):
            raise JobEndedError("Restore job failed: an internal error occurred.")
        _make(backups, job, contents, metadata)
    except JobEndedError as ended:
        backups.jobs.turn(job, ended.state, StatusMessage=ended.message)
        return
    backups.points.restored(job.region, arn)
    job.about["CreatedResourceArn"] = made
    if "CreatedBy" in job.about:
        tag(backups, job)
    backups.jobs.turn(job, "COMPLETED")


def target(backups: Backups, job: Job, metadata: Metadata) -> str:
    """The ARN of what a restore makes. Raises JobEndedError where its metadata names nothing."""
    if job.about["ResourceType"] == "S3":
        if BUCKET in metadata:
            return f"arn:aws:s3:::{metadata[BUCKET]}"
        raise JobEndedError(f"Restore metadata has no {BUCKET}")
    if TABLE not in metadata:
        raise JobEndedError(f"Restore metadata has no {TABLE}")
    return table_arn(job.region, backups.life.cloud.account_id, metadata[TABLE])


def _permitted(backups: Backups, job: Job, made: str) -> None:
    life, role = backups.life, job.about["IamRoleArn"]
    assume(life, role, job.region)
    table = job.about["ResourceType"] == "DynamoDB"
    point = job.about["RecoveryPointArn"]
    if table and point.split(":")[2] == "dynamodb":
        allow(life, role, "dynamodb:RestoreTableFromBackup", point, job.region)
        return
    for action in ("dynamodb:RestoreTableFromAwsBackup",) if table else ("s3:ListBucket", "s3:GetBucketVersioning"):
        allow(life, role, action, made, job.region)
    vault = find_vault(life, job.about["BackupVaultArn"])
    if vault is not None and vault.key:
        use_key(life, role, ("kms:Decrypt",), vault.key, "dynamodb" if table else "s3")


def _make(backups: Backups, job: Job, contents: Contents, metadata: Metadata) -> None:
    try:
        if job.about["ResourceType"] == "S3":
            _fill(backups, job.region, contents, metadata)
        else:
            _table(backups, job.region, contents, metadata)
    except ClientError as error:
        raise JobEndedError(error.response["Error"]["Message"]) from error


def _table(backups: Backups, region: str, contents: Contents, metadata: Metadata) -> None:
    life, name = backups.life, metadata[TABLE]
    life.client("dynamodb", region).create_table(TableName=name, **contents.made, **_encryption(metadata))
    load(life.cloud.account_id, region, name, contents.items)


def _encryption(metadata: Metadata) -> dict[str, Any]:
    if metadata.get("encryptionType", "Default") == "Default":
        return {}
    key = metadata.get("kmsMasterKeyArn")
    return {"SSESpecification": {"Enabled": True, "SSEType": "KMS", **({"KMSMasterKeyId": key} if key else {})}}


def _fill(backups: Backups, region: str, contents: Contents, metadata: Metadata) -> None:
    s3, name = backups.life.client("s3", region), metadata[BUCKET]
    if metadata.get("NewBucket") == "true":
        where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        s3.create_bucket(Bucket=name, **where)
    for key, one in contents.objects.items():
        s3.put_object(Bucket=name, Key=key, Body=one.body, **one.given)
