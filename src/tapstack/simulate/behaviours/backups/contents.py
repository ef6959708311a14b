"""What is in a recovery point: a table's or a bucket's contents as they were, and enough to make it again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from botocore.exceptions import ClientError

from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.behaviours.backups.arns import kind, name_of, region_of
from tapstack.simulate.behaviours.backups.failing import JobEndedError
from tapstack.simulate.cloud.held_items import items_now

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life


class Object(NamedTuple):
    """``given`` is what PutObject takes beside the body."""

    body: bytes
    given: Mapping[str, Any]


@dataclass(frozen=True)
class Contents:
    """``made`` is what CreateTable takes of a table's own; ``key`` is the ARN of the key that encrypts the original."""

    size: int
    key: str = ""
    made: Mapping[str, Any] = field(default_factory=dict)
    items: tuple[dict[str, Any], ...] = ()
    objects: Mapping[str, Object] = field(default_factory=dict)


_INDEXES = ("GlobalSecondaryIndexes", "LocalSecondaryIndexes")
_INDEX = ("IndexName", "KeySchema", "Projection")
_OBJECT = ("ContentType", "ContentEncoding", "CacheControl", "Metadata")


def taken(life: Life, arn: str, region: str) -> Contents:
    """What stands at an ARN, now. Raises JobEndedError where nothing does, or it cannot be backed up.

    A bucket's versions before the current ones are not modelled.
    """
    try:
        return _bucket(life, arn, region) if kind(arn) == "S3" else _table(life, arn)
    except ClientError as error:
        raise JobEndedError(f"The resource {arn} cannot be backed up: {error.response['Error']['Message']}") from error


def key_of_table(life: Life, arn: str) -> str:
    """The ARN of the key that encrypts a table; empty where none of the account's does."""
    about = life.client("dynamodb", region_of(arn)).describe_table(TableName=name_of(arn))["Table"]
    return str((about.get("SSEDescription") or {}).get("KMSMasterKeyArn", ""))


def _table(life: Life, arn: str) -> Contents:
    region, name = region_of(arn), name_of(arn)
    about = life.client("dynamodb", region).describe_table(TableName=name)["Table"]
    items = items_now(life.cloud.account_id, region, name)
    made = pick(about, "KeySchema", "AttributeDefinitions")
    mode = (about.get("BillingModeSummary") or {}).get("BillingMode", "PROVISIONED")
    made |= {"BillingMode": mode, **_throughput(about, mode)}
    for kind_of_index in _INDEXES:
        if about.get(kind_of_index):
            made[kind_of_index] = [{**pick(one, *_INDEX), **_throughput(one, mode)} for one in about[kind_of_index]]
    key = str((about.get("SSEDescription") or {}).get("KMSMasterKeyArn", ""))
    return Contents(sum(len(json.dumps(item)) for item in items), key, made, tuple(items))


def _throughput(about: Mapping[str, Any], mode: str) -> dict[str, Any]:
    if mode == "PAY_PER_REQUEST" or "ProvisionedThroughput" not in about:
        return {}
    return {"ProvisionedThroughput": pick(about["ProvisionedThroughput"], "ReadCapacityUnits", "WriteCapacityUnits")}


def _bucket(life: Life, arn: str, region: str) -> Contents:
    """Source of the need for versions: https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html."""
    s3, name = life.client("s3", region), name_of(arn)
    if s3.get_bucket_versioning(Bucket=name).get("Status") != "Enabled":
        raise JobEndedError(f"Versioning is not enabled on the bucket {name}")
    objects: dict[str, Object] = {}
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=name):
        for one in page.get("Contents", ()):
            found = s3.get_object(Bucket=name, Key=one["Key"])
            objects[one["Key"]] = Object(found["Body"].read(), pick(found, *_OBJECT))
    return Contents(sum(len(one.body) for one in objects.values()), objects=objects)
