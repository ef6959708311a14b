"""What a restore test has restored goes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.backups.arns import name_of

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.backups import Backups
    from tapstack.simulate.behaviours.backups.jobs import Job
    from tapstack.simulate.clock import Steps

TAKES = 60.0
"""Seconds until it is gone: assumed."""


def clean_up(backups: Backups, job: Job) -> Steps[None]:
    """Delete the table, or the bucket with its objects, and tell in the job how that went."""
    life = backups.life
    job.about["DeletionStatus"] = "DELETING"
    yield life.clock.pause(TAKES)
    yield life.outages.back(job.region)
    try:
        _delete(backups, job)
    except ClientError as error:
        message = error.response["Error"]["Message"]
        job.about |= {"DeletionStatus": "FAILED", "DeletionStatusMessage": message}
        return
    job.about["DeletionStatus"] = "SUCCESSFUL"


def _delete(backups: Backups, job: Job) -> None:
    name = name_of(job.about["CreatedResourceArn"])
    if job.about["ResourceType"] == "DynamoDB":
        backups.life.client("dynamodb", job.region).delete_table(TableName=name)
        return
    s3 = backups.life.client("s3", job.region)
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=name):
        for one in page.get("Contents", ()):
            s3.delete_object(Bucket=name, Key=one["Key"])
    s3.delete_bucket(Bucket=name)
