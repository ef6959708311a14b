"""Operations on resources that do not end until they are let go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.troubles.rule import ANY, fits

if TYPE_CHECKING:
    from simpy import Event

    from tapstack.simulate.clock import Clock
    from tapstack.simulate.engine import LiveResource


@dataclass
class Stall:
    """``resource`` is a logical id or a type; ``held`` are the logical ids of those that wait now."""

    region: str
    resource: str
    action: str
    event: Any = field(compare=False, repr=False)
    held: list[str] = field(default_factory=list)


class Stalls:
    """Holds operations of an engine: what is held is in progress, as it is on AWS when a service does not get ready."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.stalls: list[Stall] = []

    def stall(self, region: str, resource: str, action: str) -> None:
        """From now on such operations do not end."""
        self.stalls.append(Stall(region, resource, action, self._clock.env.event()))

    def release(self, region: str = ANY, resource: str = ANY) -> list[Stall]:
        """Let what was stalled under these names go on; which stalls that ends."""
        ended = [one for one in self.stalls if fits(region, one.region) and fits(resource, one.resource)]
        self.stalls = [one for one in self.stalls if one not in ended]
        for one in ended:
            one.event.succeed()
        return ended

    def hold(self, region: str, resource: LiveResource, action: str) -> Event | None:
        """What the end of an operation waits for; None where nothing holds it."""
        for one in self.stalls:
            meant = fits(one.resource, resource.logical_id, resource.type) and fits(one.region, region)
            if meant and one.action == action:
                one.held.append(resource.logical_id)
                event: Event = one.event
                return event
        return None
