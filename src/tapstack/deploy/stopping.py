"""Stops the operation that an earlier run has asked for: no further region is begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.deploy.carrying import refuse_foreign
from tapstack.deploy.errors import told
from tapstack.deploy.following import Operation, Pace, Tell, follow

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.planning.present import Present


def stop(connection: Connection, stack_set: str, present: Present, tell: Tell, pace: Pace) -> Operation | None:
    """The operation when it has ended; None where none is under way. What is begun in a region goes on to its end.

    Source: botocore cloudformation, StopStackSetOperation.
    """
    refuse_foreign(stack_set, present.under_way)
    if not present.under_way:
        return None
    operation = present.under_way[0]
    with told(f"stop the operation {operation.id}", {"InvalidOperationException": "Run the same command again."}):
        if operation.status != "STOPPING":
            client = connection.client("cloudformation")
            client.stop_stack_set_operation(StackSetName=stack_set, OperationId=operation.id)
    return follow(connection, stack_set, operation.id, tell, pace)
