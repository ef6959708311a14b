"""A key that the template names by its alias, and AWS by its ARN: no drift as long as both are the same key.

DescribeTable tells the ARN of a replica's key, whatever the key was named by when it was given. That CloudFormation
reports the two as a difference is assumed: the schema of AWS::DynamoDB::GlobalTable (propertyTransform) makes key ids
and ARNs equal, and says nothing of aliases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from tapstack.deploy.drift.found import Difference, ResourceDrift

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection

_MODIFIED, _SYNC = "MODIFIED", "IN_SYNC"


def resolved(connection: Connection, drifts: Iterable[ResourceDrift]) -> Iterator[ResourceDrift]:
    """The drifts without differences that are none; a resource that had only such is in sync."""
    for one in drifts:
        if one.status != _MODIFIED:
            yield one
            continue
        left = tuple(found for found in one.differences if not _same_key(connection, found))
        status = one.status if left or not one.differences else _SYNC
        yield replace(one, status=status, differences=left)


def _same_key(connection: Connection, found: Difference) -> bool:
    if ":alias/" not in found.expected or ":key/" not in found.actual:
        return False
    client = connection.client("kms", found.expected.split(":")[3])
    try:
        return bool(client.describe_key(KeyId=found.expected)["KeyMetadata"]["Arn"] == found.actual)
    except ClientError:
        return False
