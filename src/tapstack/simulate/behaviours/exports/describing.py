"""What DynamoDB tells of an export."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

ASKED = ("ClientToken", "S3Bucket", "S3BucketOwner", "S3Prefix", "S3SseAlgorithm", "S3SseKmsKeyId")
"""What a description repeats of its request."""
_SUMMARY = ("ExportArn", "ExportStatus", "ExportType")


def told(made: Mapping[str, Any]) -> dict[str, Any]:
    """The description, without what is kept beside it."""
    return {name: value for name, value in made.items() if name != "Request"}


def summary(made: Mapping[str, Any]) -> dict[str, Any]:
    """The short form of ListExports."""
    return {name: made[name] for name in _SUMMARY}


def table_name(arn: str) -> str:
    """The name of a table, from its ARN or that of its export; a name is one already."""
    return arn.rpartition(":table/")[2].partition("/")[0]


def region_of(arn: str) -> str:
    """The region of an ARN."""
    return arn.split(":")[3]


def table_id(arn: str, created: datetime) -> str:
    """The id of a table in the form of a UUID: moto has none."""
    digits = hashlib.sha256(f"{arn} {created.timestamp()}".encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:32]}"
