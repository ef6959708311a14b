"""The StackSet with its instances, its operations, its stacks, and what failed in them last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from botocore.exceptions import ClientError

from tapstack.deploy.errors import told
from tapstack.deploy.standing.sets import StandingOperation, StandingSet, operations, standing_set
from tapstack.deploy.standing.stacks import StandingStack, is_missing, standing_stack

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection

_MOST_FAILURES = 5
_CANCELLED = "cancelled"


class Failure(NamedTuple):
    """An event of a resource that failed by itself."""

    logical_id: str
    type: str
    status: str
    reason: str
    time: datetime


@dataclass(frozen=True)
class Situation:
    """``standing`` is None where there is no StackSet; ``stacks`` has None for an instance without a stack.

    ``operations`` has the newest first; ``failures`` those of the stacks that are not complete, the newest first.
    """

    standing: StandingSet | None
    operations: tuple[StandingOperation, ...] = ()
    stacks: Mapping[str, StandingStack | None] = field(default_factory=dict)
    failures: Mapping[str, tuple[Failure, ...]] = field(default_factory=dict)

    @property
    def running(self) -> StandingOperation | None:
        """The operation that is under way, the oldest of those that wait."""
        return next((one for one in reversed(self.operations) if not one.over), None)

    def is_current(self, regions: tuple[str, ...]) -> bool:
        """Whether each of the regions has an instance, all instances are CURRENT, and nothing is under way."""
        if self.standing is None or self.running is not None:
            return False
        there = self.standing.instances
        stacks = all(stack is not None and stack.complete for stack in self.stacks.values())
        return stacks and set(regions) <= {one.region for one in there} and all(one.current for one in there)


def situation(connection: Connection, name: str) -> Situation:
    """What is there under a name. Of other accounts only the instances are told.

    The operations are read first: what one that has ended by then did to the instances is seen.
    """
    before = tuple(operations(connection, name))
    standing = standing_set(connection, name)
    if standing is None:
        return Situation(None)
    own = [one for one in standing.instances if one.account == connection.account_id]
    stacks = {one.region: standing_stack(connection, one.region, one.stack_id) if one.stack_id else None for one in own}
    broken = {region: stack for region, stack in stacks.items() if stack is not None and not stack.complete}
    failures = {region: tuple(_failures(connection, stack)) for region, stack in broken.items()}
    return Situation(standing, before, stacks, failures)


def _failures(connection: Connection, stack: StandingStack) -> list[Failure]:
    """The last events of failures; AWS lists the newest events first, and a page of them is enough."""
    client = connection.client("cloudformation", stack.region)
    with told(f"read the events of the stack in {stack.region}"):
        try:
            events = client.describe_stack_events(StackName=stack.stack_id)["StackEvents"]
        except ClientError as error:
            if is_missing(error):
                return []
            raise
    found = [
        Failure(
            event.get("LogicalResourceId", ""),
            event.get("ResourceType", ""),
            event["ResourceStatus"],
            event.get("ResourceStatusReason", ""),
            event["Timestamp"],
        )
        for event in events
        if event.get("ResourceStatus", "").endswith("_FAILED")
    ]
    return [one for one in found if _CANCELLED not in one.reason][:_MOST_FAILURES]
