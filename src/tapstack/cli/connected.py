"""The connection that a target asks for, and the operation that is followed over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.cli.deploy_progress import shown
from tapstack.cli.interruptible import interruptible
from tapstack.deploy.connection import Connection, connect
from tapstack.deploy.errors import DeployError
from tapstack.deploy.following import Operation, Pace, TimedOutError, follow

if TYPE_CHECKING:
    from tapstack.deploy.target import Target


def connected(target: Target) -> Connection:
    """Who calls, where. Raises MissingToolError without boto3 or credentials, InputError in another account."""
    return connect(target.subject.regions, management_region=target.management_region, account_id=target.account_id)


def followed(connection: Connection, target: Target, operation_id: str, timeout: float | None) -> Operation:
    """An operation when it has ended; what happens meanwhile is on standard error. ``timeout`` is in minutes."""
    resources = {region: len(stack.resources) for region, stack in target.subject.stacks.items()}
    pace = Pace(timeout=None if timeout is None else timeout * 60)
    try:
        with interruptible(), shown(resources, target.subject.secrets) as show:
            return follow(connection, target.stack_set, operation_id, show, pace)
    except TimedOutError as error:
        message = f"The time given is over, and operation {operation_id} has not ended."
        raise DeployError(message, remedy="It goes on at AWS; the same command follows it.") from error
