"""A stack as it is now, and its resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.events import STACK, Listener, StackEvent
from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.resources import Made, Owner, Wanted

if TYPE_CHECKING:
    from simpy import Event

    from tapstack.simulate.engine.job import Job


@dataclass(frozen=True)
class LiveResource:
    """A resource of a stack: what was wanted of it last, what was made, and how it stands.

    ``made`` is None where nothing is there; ``attempt`` counts how often it was made anew.
    """

    logical_id: str
    type: str
    status: Status
    reason: str = ""
    wanted: Wanted | None = None
    made: Made | None = None
    attempt: int = 0

    @property
    def physical_id(self) -> str:
        """What Ref gives; empty where nothing was made."""
        return self.made.physical_id if self.made else ""

    @property
    def seconds(self) -> float:
        """How long its service took, where that is known."""
        return self.made.seconds if self.made else 0.0

    @property
    def there(self) -> tuple[Made, Wanted]:
        """What was made, and as what. Raises LookupError where nothing is there."""
        if self.made is None or self.wanted is None:
            raise LookupError(self.logical_id)
        return self.made, self.wanted


@dataclass(frozen=True)
class Leftover:
    """What an update has replaced or removed, and its cleanup has to delete; or to leave, where ``kept``."""

    resource: LiveResource
    kept: bool


@dataclass
class LiveStack:
    """A stack and everything that it has made.

    ``retained`` is what it has left behind on purpose.

    ``abandoned`` is what the cleanup of an update could not delete: it is there, and no stack knows of it.
    ``cancelled`` happens if the update that is under way is to go back. ``stuck`` is the update whose rollback failed;
    ``drafts`` are the definitions of all updates that were neither
    completed nor rolled back, the last one last. ``attempts`` counts how often each resource was made.
    """

    owner: Owner
    definition: Definition
    listeners: list[Listener] = field(default_factory=list)
    status: Status = Status.CREATE_IN_PROGRESS
    reason: str = ""
    protected: bool = False
    resources: dict[str, LiveResource] = field(default_factory=dict)
    leftovers: list[Leftover] = field(default_factory=list)
    retained: list[LiveResource] = field(default_factory=list)
    abandoned: list[LiveResource] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    exports: dict[str, str] = field(default_factory=dict)
    stuck: Job | None = None
    cancelled: Event | None = None
    drafts: list[Definition] = field(default_factory=list)
    attempts: dict[str, int] = field(default_factory=dict)
    events: list[StackEvent] = field(default_factory=list)

    def turn(self, seconds: float, status: Status, reason: str = "") -> None:
        """The stack gets another status."""
        self.status, self.reason = status, reason
        owner = self.owner
        self._tell(
            StackEvent(seconds, owner.region, owner.stack_name, owner.stack_name, owner.stack_id, STACK, status, reason)
        )

    def put(self, seconds: float, resource: LiveResource) -> None:
        """A resource of the stack is now like this."""
        self.resources[resource.logical_id] = resource
        self.note(seconds, resource)

    def note(self, seconds: float, resource: LiveResource) -> None:
        """Tell of a resource, which need not be the one that the stack has under its logical id now."""
        owner, at = self.owner, resource
        told = StackEvent(
            seconds, owner.region, owner.stack_name, at.logical_id, at.physical_id, at.type, at.status, at.reason
        )
        self._tell(told)

    def _tell(self, event: StackEvent) -> None:
        self.events.append(event)
        for listener in self.listeners:
            listener(event)

    def made(self) -> Iterator[LiveResource]:
        """The resources that are there."""
        return (resource for resource in self.resources.values() if resource.made is not None)

    def definition_of(self, logical_id: str) -> Definition:
        """The definition that a resource comes from: perhaps that of an update that failed."""
        for definition in (self.definition, *reversed(self.drafts)):
            if logical_id in definition.stack.bodies:
                return definition
        return self.definition

    def policy(self, logical_id: str) -> str:
        """The DeletionPolicy of a resource that the stack has."""
        return self.definition_of(logical_id).attribute(logical_id, "DeletionPolicy")

    def attempt(self, logical_id: str) -> int:
        """The number of the next making of a resource: no generated name is given twice."""
        self.attempts[logical_id] = self.attempts.get(logical_id, 0) + 1
        return self.attempts[logical_id]

    def keep(self, resource: LiveResource) -> None:
        """What stays in the account when the stack lets go of it."""
        self.retained.append(replace(resource, status=Status.DELETE_SKIPPED))
