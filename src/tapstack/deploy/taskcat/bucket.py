"""The run's own bucket.

taskcat's automatic one is never deleted (aws-ia/taskcat#652): each run would leave one, and an account has few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.deploy.errors import code, told

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection

# Where taskcat's own client for S3 is, whatever the regions of the tests (aws-ia/taskcat, `_config.py`).
REGION = "us-east-1"


def name(suffix: str, account: str) -> str:
    """At most 63 characters; the account keeps the names of two of them apart."""
    return f"tapstack-taskcat-{suffix}-{account}"


def create(connection: Connection, bucket: str) -> None:
    """Make the bucket, closed to the public. Raises TapstackError.

    It takes ACLs, as a new bucket no longer does: taskcat uploads with the ACL "private" and cannot be told otherwise,
    because that default of each of its sources goes before the file's s3_object_acl (taskcat 0.9.58, `_config.py`).
    A bucket without ACLs takes none but bucket-owner-full-control (botocore s3, shape ObjectOwnership).
    """
    s3 = connection.client("s3", REGION)
    with told(f"create the bucket {bucket}", {"BucketAlreadyExists": "Choose another --suffix."}):
        s3.create_bucket(Bucket=bucket, ObjectOwnership="BucketOwnerPreferred")
    closed = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)
    with told(f"close the bucket {bucket} to the public"):
        s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=closed)


def delete(connection: Connection, bucket: str) -> bool:
    """Empty and delete the bucket; whether there was one. Raises TapstackError."""
    s3 = connection.client("s3", REGION)
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError as error:
        if code(error) in ("404", "NoSuchBucket"):
            return False
        with told(f"look for the bucket {bucket}"):
            raise
    with told(f"empty and delete the bucket {bucket}"):
        _empty(s3, bucket)
        s3.delete_bucket(Bucket=bucket)
    return True


def _empty(s3: Any, bucket: str) -> None:
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        found = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
        if found:
            objects = [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in found]
            s3.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})
