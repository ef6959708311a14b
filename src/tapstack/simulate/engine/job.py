"""One operation under way on one stack."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.render import Filling
    from tapstack.simulate.engine.definition import Definition
    from tapstack.simulate.engine.hands import Hands
    from tapstack.simulate.engine.live import LiveResource, LiveStack


@dataclass
class Job:
    """``definition`` is what the stack is to become, filled in as far as it is made.

    ``touched`` holds, for each resource that the operation has begun to change, what it was before; None for one that
    was not there. With ``preserve`` the operation is not rolled back where it fails.
    """

    hands: Hands
    live: LiveStack
    definition: Definition
    filling: Filling
    touched: dict[str, LiveResource | None] = field(default_factory=dict)
    preserve: bool = False

    @property
    def seconds(self) -> float:
        """The time now."""
        return self.hands.clock.seconds

    def put(self, resource: LiveResource) -> None:
        """A resource is now like this, and its name and attributes are known if it is there."""
        self.live.put(self.seconds, resource)

    def know(self, resource: LiveResource) -> None:
        """What is there has a name and attributes from now on."""
        if resource.made is not None:
            self.filling.know(resource.logical_id, resource.made.physical_id, resource.made.attributes)


def begin(hands: Hands, live: LiveStack, definition: Definition, *, preserve: bool = False) -> Job:
    """A job to which everything is known that the stack has made already."""
    job = Job(hands, live, definition, definition.filling(), preserve=preserve)
    for resource in live.made():
        if resource.logical_id in definition.stack.bodies:
            job.know(resource)
    return job
