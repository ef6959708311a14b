"""Which stack has a resource.

Source: botocore cloudformation, DescribeStackResources with PhysicalResourceId (a ValidationError where no stack has
it; it tells the first hundred resources of the stack, so that the one asked for need not be among them);
ListStackResources tells all, and what a deleted stack let go of as DELETE_SKIPPED.
"""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from tapstack.deploy.connection import Connection
from tapstack.deploy.stores import Seen, code_of

_LET_GO = ("DELETE_COMPLETE", "DELETE_SKIPPED")
_ENDED = ("DELETE_COMPLETE", "IMPORT_ROLLBACK_COMPLETE")


def owner(connection: Connection, region: str, seen: Seen) -> str | None:
    """The id of the stack of that region that has the resource; None where none has, or it let go of it."""
    client = connection.client("cloudformation", region)
    owners = (_owner(client, physical_id) for physical_id in (seen.name, *seen.also))
    return next((stack_id for stack_id in owners if stack_id), None)


def _owner(client: Any, physical_id: str) -> str | None:
    try:
        rows = client.describe_stack_resources(PhysicalResourceId=physical_id)["StackResources"]
    except ClientError as error:
        if code_of(error) == "ValidationError" and "does not exist" in str(error):
            return None
        raise
    ids = dict.fromkeys(row["StackId"] for row in rows)
    return next((stack_id for stack_id in ids if _has(client, stack_id, physical_id)), None)


def _has(client: Any, stack_id: str, physical_id: str) -> bool:
    """Whether the stack lives and has not let go of it; in doubt it has it."""
    if client.describe_stacks(StackName=stack_id)["Stacks"][0]["StackStatus"] in _ENDED:
        return False
    pages = client.get_paginator("list_stack_resources").paginate(StackName=stack_id)
    rows = [row for page in pages for row in page["StackResourceSummaries"]]
    statuses = [row["ResourceStatus"] for row in rows if row.get("PhysicalResourceId") == physical_id]
    return any(status not in _LET_GO for status in statuses) or not statuses
