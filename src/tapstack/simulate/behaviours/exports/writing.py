"""The objects of an export are written with the permissions of who asked for it.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport_Requesting.html (the caller needs
s3:PutObject and, for a key, kms:Decrypt and kms:GenerateDataKey). The codes of failures are S3's with "S3" before
them: that of a missing bucket is moto's, the others are assumed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.exports.describing import region_of
from tapstack.simulate.cloud.role import acting_as, as_the_service

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.exports.layout import Object
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

_SSE = {"AES256": "AES256", "KMS": "aws:kms"}


class FailedError(Exception):
    """An export has failed; ``code`` and ``message`` are what DynamoDB tells."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Writer:
    """Writes into the bucket of an export."""

    def __init__(self, life: Life, made: Mapping[str, Any], role: str | None) -> None:
        self._life = life
        self._made = made
        self._role = role

    def write(self, objects: Sequence[Object]) -> Steps[None]:
        """Put the objects, once both regions are in reach. Raises FailedError where S3 refuses one."""
        home = region_of(self._made["TableArn"])
        yield self._life.outages.back(home)
        region = self._region(home)
        yield self._life.outages.back(region, home)
        with acting_as(self._role) if self._role else nullcontext():
            for one in objects:
                self._put(region, one)

    def _put(self, region: str, one: Object) -> None:
        given = {"Bucket": self._made["S3Bucket"], "Key": one.key, "Body": one.body, **self._encryption()}
        try:
            self._life.client("s3", region).put_object(**given)
        except ClientError as error:
            about = error.response["Error"]
            raise FailedError("S3" + about["Code"], about["Message"]) from error

    def _encryption(self) -> dict[str, Any]:
        algorithm = self._made.get("S3SseAlgorithm")
        key = {"SSEKMSKeyId": self._made["S3SseKmsKeyId"]} if "S3SseKmsKeyId" in self._made else {}
        return {"ServerSideEncryption": _SSE[algorithm], **key} if algorithm else {}

    def _region(self, home: str) -> str:
        """The bucket's region; that of the table where there is no such bucket."""
        try:
            with as_the_service():
                found = self._life.client("s3", home).get_bucket_location(Bucket=self._made["S3Bucket"])
        except ClientError:
            return home
        return str(found.get("LocationConstraint") or "us-east-1")
