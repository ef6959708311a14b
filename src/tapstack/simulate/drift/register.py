"""Drift detections, and what is known of each stack since its last one.

Sources: botocore cloudformation, DetectStackDrift; the statuses of a stack that can be looked at,
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/detect-drift-stack.html; that a second detection beside
one under way is refused, and in which words, is assumed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tapstack.simulate.drift.resource import ResourceDrift, resource_drift
from tapstack.simulate.drift.stack import stack_drift, status_of
from tapstack.simulate.engine import UPDATABLE, Status
from tapstack.simulate.engine.errors import invalid

if TYPE_CHECKING:
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.engine import Engine, LiveResource, LiveStack
    from tapstack.simulate.engine.definition import Definition

_SECONDS, _EACH = 2.0, 0.5
"""How long a detection takes, and how much longer with each resource: assumed."""
_STATUSES = UPDATABLE | {Status.UPDATE_ROLLBACK_FAILED}


@dataclass
class Detection:
    """One look at a stack; ``drifts`` are None while it goes on, ``ended`` says when it did."""

    id: str
    live: LiveStack
    definition: Definition
    begun: float
    ended: float = 0.0
    drifts: list[ResourceDrift] | None = None

    @property
    def status(self) -> str:
        """Of the stack."""
        return status_of(self.drifts or ())


class Drifts:
    """Steps that are given back are to be carried out on the engine's clock. Raises StackError for what is refused."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._detections: dict[str, Detection] = {}
        self._known: dict[tuple[str, str], ResourceDrift] = {}

    def detect(self, live: LiveStack, names: Collection[str] = ()) -> tuple[Detection, Steps[None]]:
        """Look at a stack, or at the resources that are named."""
        self._engine.refuse_unless(live, _STATUSES, "checked for drift")
        for name in names:
            _refuse_unmade(live, name)
        if any(one.live is live and one.drifts is None for one in self._detections.values()):
            raise invalid(f"Drift detection is already in progress for stack [{live.owner.stack_id}].")
        made = Detection(self._id(live), live, live.definition, self._engine.clock.seconds)
        self._detections[made.id] = made
        return made, self._look(made, names)

    def detect_resource(self, live: LiveStack, logical_id: str) -> ResourceDrift:
        """Look at one resource, at once."""
        self._engine.refuse_unless(live, _STATUSES, "checked for drift")
        _refuse_unmade(live, logical_id)
        return self._know(live, resource_drift(self._engine.hands, live, logical_id))

    def find(self, region: str, detection_id: str) -> Detection:
        """The detection of an id in a region. Raises StackError."""
        one = self._detections.get(detection_id)
        if one is None or one.live.owner.region != region:
            raise invalid(f"Stack drift detection [{detection_id}] does not exist")
        return one

    def last(self, live: LiveStack) -> Detection | None:
        """The last detection of a stack that has ended, unless the stack has become another since."""
        ended = [one for one in self._detections.values() if one.live is live and one.drifts is not None]
        return ended[-1] if ended and ended[-1].definition is live.definition else None

    def known(self, live: LiveStack, resource: LiveResource) -> ResourceDrift | None:
        """What is known of a resource, unless it was changed since."""
        one = self._known.get((live.owner.stack_id, resource.logical_id))
        return one if one is not None and one.resource is resource else None

    def of(self, live: LiveStack) -> list[ResourceDrift]:
        """What is known of a stack's resources."""
        known = [self.known(live, resource) for resource in live.resources.values()]
        return [one for one in known if one is not None]

    def _look(self, one: Detection, names: Collection[str]) -> Steps[None]:
        clock, count = self._engine.clock, len(names or one.live.resources)
        yield clock.pause(_SECONDS + _EACH * count)
        drifts = stack_drift(self._engine.hands, one.live, names)
        for drift in drifts:
            self._know(one.live, drift)
        one.ended, one.drifts = clock.seconds, drifts

    def _know(self, live: LiveStack, drift: ResourceDrift) -> ResourceDrift:
        self._known[live.owner.stack_id, drift.resource.logical_id] = drift
        return drift

    def _id(self, live: LiveStack) -> str:
        digits = hashlib.sha256(f"{live.owner.stack_id}/{len(self._detections)}".encode()).hexdigest()
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:32]}"


def _refuse_unmade(live: LiveStack, name: str) -> None:
    resource = live.resources.get(name)
    if resource is None or resource.made is None:
        raise invalid(f"Resource {name} does not exist for stack {live.owner.stack_name}")
