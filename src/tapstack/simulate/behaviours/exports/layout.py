"""An export as DynamoDB lays it out in S3.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html. Assumed: keys in
manifests have the prefix (AWS's example has not, its text has); a checksum file holds the md5 in base64; the names of
data files.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

SLICE = 1000
"""Items of a data file: AWS writes one for each partition, which nobody sees."""
Item = Mapping[str, Any]


class Object(NamedTuple):
    """An object that an export writes."""

    key: str
    body: bytes


def root(description: Mapping[str, Any]) -> str:
    """The folder of an export."""
    prefix = description.get("S3Prefix") or ""
    return f"{prefix}/AWSDynamoDB/{_id(description)}".lstrip("/")


def started(description: Mapping[str, Any]) -> Object:
    """What shows that the bucket can be written into, and that the export has begun."""
    return Object(f"{root(description)}/_started", b"")


def data_files(description: Mapping[str, Any], items: Sequence[Item]) -> list[tuple[Object, int]]:
    """The files of the items and how many each holds: an empty file where there are none."""
    slices = [items[first : first + SLICE] for first in range(0, len(items), SLICE)] or [items]
    folder = f"{root(description)}/data"
    return [
        (Object(f"{folder}/{_letters(_id(description), number)}.json.gz", _packed(part)), len(part))
        for number, part in enumerate(slices)
    ]


def manifests(description: Mapping[str, Any], files: Sequence[tuple[Object, int]]) -> list[Object]:
    """The manifest of the files and, last, that of the export, each followed by its checksum."""
    folder = root(description)
    listed = [
        {"itemCount": count, "md5Checksum": md5(made.body), "etag": etag(made.body), "dataFileS3Key": made.key}
        for made, count in files
    ]
    named = f"{folder}/manifest-files"
    lines = "".join(json.dumps(one) + "\n" for one in listed).encode()
    summary = json.dumps(_summary(description, f"{named}.json")).encode()
    told = [(named, lines), (f"{folder}/manifest-summary", summary)]
    return [
        made
        for name, body in told
        for made in (Object(f"{name}.json", body), Object(f"{name}.checksum", md5(body).encode()))
    ]


def md5(body: bytes) -> str:
    """The md5 as base64."""
    return base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode()


def etag(body: bytes) -> str:
    """The etag of an object that was uploaded in one part, which is how DynamoDB uploads (its example: ``-1``)."""
    whole = hashlib.md5(body, usedforsecurity=False).digest()
    return f"{hashlib.md5(whole, usedforsecurity=False).hexdigest()}-1"


def _summary(description: Mapping[str, Any], files: str) -> dict[str, Any]:
    return {
        "version": "2020-06-30",
        "exportArn": description["ExportArn"],
        "startTime": _stamp(description["StartTime"]),
        "endTime": _stamp(description["EndTime"]),
        "tableArn": description["TableArn"],
        "tableId": description["TableId"],
        "exportTime": _stamp(description["ExportTime"]),
        "s3Bucket": description["S3Bucket"],
        "s3Prefix": description.get("S3Prefix"),
        "s3SseAlgorithm": description.get("S3SseAlgorithm", "AES256"),
        "s3SseKmsKeyId": description.get("S3SseKmsKeyId"),
        "manifestFilesS3Key": files,
        "billedSizeBytes": description["BilledSizeBytes"],
        "itemCount": description["ItemCount"],
        "outputFormat": "DYNAMODB_JSON",
        "exportType": "FULL_EXPORT",
    }


def _id(description: Mapping[str, Any]) -> str:
    return str(description["ExportArn"]).rpartition("/")[2]


def _letters(export: str, number: int) -> str:
    digest = hashlib.sha256(f"{export}/{number}".encode()).digest()
    return base64.b32encode(digest)[:26].decode().lower()


def _packed(items: Sequence[Item]) -> bytes:
    if not items:
        return b""
    return gzip.compress("".join(json.dumps({"Item": item}) + "\n" for item in items).encode(), mtime=0)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
