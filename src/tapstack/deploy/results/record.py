"""What a run did and heard, kept as it happens: an interruption leaves as much of it as there was."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tapstack.deploy.following import Happening, Operation, OperationStatus, StackEvent

if TYPE_CHECKING:
    from tapstack.deploy.planning.present import Instance
    from tapstack.deploy.planning.request import Request

_SIDE_EFFECTS = ("Resource creation cancelled", "Resource update cancelled", "Resource deletion cancelled")


@dataclass
class Record:
    """``requests`` are the writes that were sent; ``attached`` the operations that an earlier run had asked for.

    ``failures`` has, by region, the first event of the last operation that failed by itself, not for another's sake.
    ``differences`` says in words where the StackSet was not as it is wanted.
    """

    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    differences: tuple[str, ...] = ()
    requests: list[Request] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    attached: set[str] = field(default_factory=set)
    events: Counter[str] = field(default_factory=Counter)
    failures: dict[str, StackEvent] = field(default_factory=dict)
    instances: tuple[Instance, ...] = ()
    running: str | None = None

    def hear(self, happening: Happening) -> None:
        """Keep what is told later."""
        if isinstance(happening, OperationStatus) and happening.operation != self.running:
            self.running = happening.operation
            self.failures.clear()
        if isinstance(happening, StackEvent):
            self.events[happening.region] += 1
            if _failed_by_itself(happening):
                self.failures.setdefault(happening.region, happening)

    @property
    def failed(self) -> Operation | None:
        """The last operation, if it did not succeed."""
        last = self.operations[-1] if self.operations else None
        return last if last and not last.succeeded else None


def _failed_by_itself(event: StackEvent) -> bool:
    return event.status.endswith("_FAILED") and not event.of_stack and not event.reason.startswith(_SIDE_EFFECTS)
