"""What a restore test has restored goes again, if it still has the tag that says so.

Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html, "Data deletion". Assumed: it
takes a minute, of a bucket too, which takes AWS days; the words where the tag is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.backups.arns import TEST, name_of

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.backups.backups import Backups
    from tapstack.simulate.behaviours.backups.jobs import Job
    from tapstack.simulate.clock import Steps

TAKES = 60.0
"""Seconds until it is gone."""


def clean_up(backups: Backups, job: Job) -> Steps[None]:
    """Delete the table, or the bucket with its objects, and tell in the job how that went."""
    life = backups.life
    job.about["DeletionStatus"] = "DELETING"
    yield life.clock.pause(TAKES)
    yield life.outages.back(job.region)
    try:
        message = "" if tagged(backups, job) else f"The resource has no tag {TEST}"
        if not message:
            _delete(backups, job)
    except ClientError as error:
        message = error.response["Error"]["Message"]
    if message:
        job.about |= {"DeletionStatus": "FAILED", "DeletionStatusMessage": message}
    else:
        job.about["DeletionStatus"] = "SUCCESSFUL"


def tag(backups: Backups, job: Job) -> None:
    """Tag what a test has restored."""
    arn, pair = job.about["CreatedResourceArn"], {"Key": TEST, "Value": job.id}
    if job.about["ResourceType"] == "DynamoDB":
        backups.life.client("dynamodb", job.region).tag_resource(ResourceArn=arn, Tags=[pair])
    else:
        s3 = backups.life.client("s3", job.region)
        s3.put_bucket_tagging(Bucket=name_of(arn), Tagging={"TagSet": [pair]})


def tagged(backups: Backups, job: Job) -> bool:
    """Whether the tag is still there."""
    arn = job.about["CreatedResourceArn"]
    if job.about["ResourceType"] == "DynamoDB":
        tags = backups.life.client("dynamodb", job.region).list_tags_of_resource(ResourceArn=arn)["Tags"]
    else:
        tags = backups.life.client("s3", job.region).get_bucket_tagging(Bucket=name_of(arn))["TagSet"]
    return any(one["Key"] == TEST for one in tags)


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
