"""Which stack has a resource.

Source: botocore cloudformation, DescribeStackResources with PhysicalResourceId (a ValidationError where no stack has
it); a deleted stack keeps its list for 90 days, there as DELETE_SKIPPED.
"""

from __future__ import annotations

from botocore.exceptions import ClientError

from tapstack.deploy.connection import Connection
from tapstack.deploy.stores import code_of

_LET_GO = ("DELETE_COMPLETE", "DELETE_SKIPPED")
_ENDED = ("DELETE_COMPLETE", "IMPORT_ROLLBACK_COMPLETE")


def owner(connection: Connection, region: str, physical_id: str) -> str | None:
    """The id of the stack of that region that has the resource; None where none has, or it is deleted."""
    client = connection.client("cloudformation", region)
    try:
        rows = client.describe_stack_resources(PhysicalResourceId=physical_id)["StackResources"]
    except ClientError as error:
        if code_of(error) == "ValidationError" and "does not exist" in str(error):
            return None
        raise
    having = [row for row in rows if row.get("PhysicalResourceId") == physical_id]
    ids = {row["StackId"] for row in having if row["ResourceStatus"] not in _LET_GO}
    return next((stack_id for stack_id in sorted(ids) if _lives(client, stack_id)), None)


def _lives(client: object, stack_id: str) -> bool:
    status = client.describe_stacks(StackName=stack_id)["Stacks"][0]["StackStatus"]  # type: ignore[attr-defined]
    return status not in _ENDED
