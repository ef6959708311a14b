"""Conditional writes to the state table."""

import time
from typing import Any

from parts.quick_clients import state_table
from parts.state_table import step_key
from parts.workflow import Json


def change(operation: str, step: str, condition: str, values: dict[str, Any], **more: Any) -> bool:
    """Do a conditional ``update_item`` or ``delete_item``, or say that its condition does not hold."""
    try:
        getattr(state_table(), operation)(
            Key=step_key(step), ConditionExpression=condition, ExpressionAttributeValues=values, **more
        )
    except state_table().meta.client.exceptions.ConditionalCheckFailedException:
        return False
    return True


class StaleExecutionError(Exception):
    """A later execution, or a later phase of this one, has written already."""


def stamp(event: Json) -> dict[str, Any]:
    """Who writes, under which fence, and when: values of a conditional write."""
    return {":fence": event["fence"], ":me": event["execution"], ":now": int(time.time())}
