"""Deletes the instances, last region first, follows that to its end, and then the StackSet itself.

Nothing is remembered: each round looks at what is there, so that a run that was interrupted anywhere goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from tapstack.deploy.errors import DeployError, code, told
from tapstack.deploy.planning.ids import operation_id
from tapstack.deploy.planning.plan import preferences
from tapstack.deploy.planning.present import OUR_PREFIX
from tapstack.deploy.standing.sets import operations, standing_set

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.following import Operation
    from tapstack.deploy.standing.sets import StandingOperation

_ROUNDS = 6
_AGAIN = ("OperationInProgressException", "StaleRequestException", "OperationIdAlreadyExistsException")
_GONE = ("StackSetNotFoundException",)
_NOT_EMPTY = "StackSetNotEmptyException"
_REMEDIES = {"OperationInProgressException": "Wait until it has ended, then run the same command again."}


class NotDeletedError(DeployError):
    """A deletion has ended, and not everything is gone: ``stuck`` tells why."""


Follow = Callable[[str], "Operation"]


@dataclass
class Deleting:
    """``regions`` in the order of deletion. ``operations`` were followed; ``gone`` if the set is, too."""

    connection: Connection
    stack_set: str
    regions: tuple[str, ...]
    follow: Follow
    note: Callable[[str], None]
    operations: list[Operation] = field(default_factory=list)
    gone: bool = False

    def run(self) -> None:
        """Until nothing of it is left. Raises DeployError where a deletion fails, or somebody else is at work."""
        for _ in range(_ROUNDS):
            running = self._running()
            if running is not None:
                self._attach(running)
            elif regions := self._left():
                self._delete(regions)
            else:
                self._delete_set()
                return
        message = f"The instances of {self.stack_set} are not gone, though every operation succeeded."
        raise DeployError(message, remedy="Look at it with tapstack status; is anybody else working on it?")

    def _running(self) -> StandingOperation | None:
        if standing_set(self.connection, self.stack_set) is None:
            return None
        found = operations(self.connection, self.stack_set)
        return next((one for one in reversed(found) if not one.over), None)

    def _attach(self, running: StandingOperation) -> None:
        if not running.id.startswith(OUR_PREFIX):
            message = f"The StackSet {self.stack_set} is in operation {running.id} ({running.action})."
            raise DeployError(message, remedy=f"It is not tapstack's. {_REMEDIES['OperationInProgressException']}")
        self.note(f"operation {running.id} ({running.action}) of an earlier run goes on; following it")
        ended = self.follow(running.id)
        if running.action == "DELETE":
            self._ended(ended)

    def _left(self) -> list[str]:
        """The named regions that still have an instance of this account."""
        standing = standing_set(self.connection, self.stack_set)
        ours = (
            [one.region for one in standing.instances if one.account == self.connection.account_id] if standing else []
        )
        return [region for region in self.regions if region in ours]

    def _delete(self, regions: list[str]) -> None:
        client = self.connection.client("cloudformation")
        given = {
            "StackSetName": self.stack_set,
            "Accounts": [self.connection.account_id],
            "Regions": regions,
            "RetainStacks": False,
            "OperationPreferences": preferences(regions),
        }
        last = operations(self.connection, self.stack_set, 1)
        name = operation_id("DeleteStackInstances", given, frozenset(), "", last[0].id if last else "")
        self.note(f"DeleteStackInstances {self.stack_set} in {', then '.join(regions)}")
        with told("delete the stack instances", _REMEDIES):
            try:
                client.delete_stack_instances(**given, OperationId=name)
            except ClientError as error:
                if code(error) not in _AGAIN:
                    raise
                return
        self._ended(self.follow(name))

    def _ended(self, operation: Operation) -> None:
        self.operations.append(operation)
        if not operation.succeeded:
            message = f"Operation {operation.id} ended {operation.status}."
            raise NotDeletedError(message, remedy="Look at it with tapstack status, then run the same command again.")

    def _delete_set(self) -> None:
        """The set itself, unless instances stay that nobody named."""
        with told(f"delete the StackSet {self.stack_set}", _REMEDIES):
            try:
                self.connection.client("cloudformation").delete_stack_set(StackSetName=self.stack_set)
            except ClientError as error:
                if code(error) == _NOT_EMPTY:
                    self.note("the StackSet stays: it has instances in other regions or accounts")
                    return
                if code(error) not in _GONE:
                    raise
        self.gone = True
