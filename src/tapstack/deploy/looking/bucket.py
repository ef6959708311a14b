"""The bucket: it is there, it is ours, it is in the right region, and what it holds."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from tapstack.deploy.errors import DeployError, code, told
from tapstack.findings import InputError, MissingToolError

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection

_GONE = ("404", "NoSuchBucket", "NoSuchKey", "NotFound")
_REFUSED = ("403", "AccessDenied", "Forbidden")
_ELSEWHERE = ("301", "PermanentRedirect", "400", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException")


def refuse_bucket(connection: Connection, bucket: str) -> None:
    """Raises a TapstackError where the template cannot be uploaded to the bucket.

    Source: botocore s3, HeadBucket: its errors have a number and no text, and the region stands in a header; that a
    bucket of another owner than ExpectedBucketOwner answers 403 is of the S3 user guide, "bucket owner condition".
    """
    client, home = connection.client("s3"), connection.management_region
    try:
        answer = client.head_bucket(Bucket=bucket, ExpectedBucketOwner=connection.account_id)
    except ClientError as error:
        _refuse(error, bucket, connection)
        with told(f"look at the bucket {bucket}"):
            raise
    region = answer.get("BucketRegion") or _header(answer) or home
    if region != home:
        raise _other_region(bucket, region, home)


def _refuse(error: ClientError, bucket: str, connection: Connection) -> None:
    name, home = code(error), connection.management_region
    if name in _GONE:
        remedy = f"Make it (aws s3 mb s3://{bucket} --region {home}), or name another: --bucket."
        raise MissingToolError(f"There is no bucket {bucket}.", remedy=remedy) from error
    if name in _REFUSED:
        message = f"The bucket {bucket} is not of account {connection.account_id}, or not open to these credentials."
        remedy = "Name a bucket of this account (--bucket), or have s3:ListBucket on it allowed."
        raise InputError(message, remedy=remedy) from error
    region = _header(error.response)
    if name in _ELSEWHERE and region not in ("", home):
        raise _other_region(bucket, region, home) from error


def _other_region(bucket: str, region: str, home: str) -> InputError:
    message = f"The bucket {bucket} is in {region}, and the StackSet is managed in {home}."
    return InputError(message, remedy=f"Name a bucket in {home} (--bucket), or --management-region {region}.")


def _header(answer: dict[str, dict[str, dict[str, str]]]) -> str:
    return answer.get("ResponseMetadata", {}).get("HTTPHeaders", {}).get("x-amz-bucket-region", "")


def stored(connection: Connection, bucket: str, key: str) -> str | None:
    """The SHA-256 of an object, in hexadecimal digits, of its own bytes; None where there is none to be read."""
    with told(f"read s3://{bucket}/{key}"):
        try:
            answer = connection.client("s3").get_object(
                Bucket=bucket, Key=key, ExpectedBucketOwner=connection.account_id
            )
        except ClientError as error:
            if code(error) in (*_GONE, *_REFUSED):
                return None
            raise
        return hashlib.sha256(answer["Body"].read()).hexdigest()


def refuse_other(connection: Connection, bucket: str, key: str, sha256: str) -> None:
    """Raises DeployError where the object has not the bytes of this hash."""
    found = stored(connection, bucket, key)
    if found != sha256:
        what = "cannot be read back" if found is None else "has other bytes than were uploaded"
        message = f"s3://{bucket}/{key} {what}."
        raise DeployError(message, remedy="Look at who else writes there, and have s3:GetObject on it allowed.")
