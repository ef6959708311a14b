"""What every operation works with: the clock, the provider, and who knows what AWS would refuse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from tapstack.simulate.engine.durations import CALL
from tapstack.simulate.engine.settle import settled
from tapstack.simulate.engine.taggable import taggable
from tapstack.simulate.resources import Made, Owner, RefusedError, UnsupportedError, Wanted

if TYPE_CHECKING:
    from simpy import Event

    from tapstack.render import Filling
    from tapstack.simulate.clock import Clock, Steps
    from tapstack.simulate.engine.definition import Definition
    from tapstack.simulate.engine.live import LiveResource, LiveStack
    from tapstack.simulate.resources import Provider
    from tapstack.template.unresolved import Unresolved


class Hold(Protocol):
    """Knows what the end of an operation waits for."""

    def __call__(self, region: str, resource: LiveResource, action: str) -> Event | None:
        """An event that happens once the create, update or delete of a resource may end; None where it may now."""


class Judge(Protocol):
    """Knows what AWS refuses, of what its services would do and the simulated ones would not."""

    def refusal(self, live: LiveStack, definition: Definition, wanted: Wanted, operation: str) -> RefusedError | None:
        """Why AWS refuses to create, update or delete this resource now; None where nothing is known against it."""


class Lenient:
    """A judge that knows nothing: what the services refuse is refused, nothing else."""

    def refusal(self, *_: Any) -> RefusedError | None:
        """Never any."""
        return None


@dataclass(frozen=True)
class Hands:
    """``look_up`` gives what a value stands for that the template does not determine, such as an import.

    ``stacks`` are all stacks of the account, by their ids; ``reach`` waits until a region is in reach; ``hold`` gives
    what the end of an operation on a resource waits for, if anything.
    """

    clock: Clock
    provider: Provider
    judge: Judge
    look_up: Callable[[Definition, Unresolved], Any]
    stacks: Mapping[str, LiveStack]
    reach: Callable[[str], Event]
    hold: Hold
    strict: bool = True

    def called(self, live: LiveStack) -> Steps[None]:
        """The time that a call takes, in a region that is in reach: CloudFormation itself stands in it."""
        yield self.clock.pause(CALL)
        yield self.reach(live.owner.region)

    def held(self, live: LiveStack, resource: LiveResource, action: str) -> Steps[None]:
        """What keeps a create, update or delete from its end, although the service has done its part."""
        event = self.hold(live.owner.region, resource, action)
        if event is not None:
            yield event

    def wanted(self, definition: Definition, filling: Filling, logical_id: str, attempt: int) -> Wanted:
        """A resource as it is wanted now. Raises UnsupportedError where a value of it is not known.

        Raises RefusedError in its stead unless the engine is ``strict``.
        """
        try:
            return self._wanted(definition, filling, logical_id, attempt)
        except UnsupportedError as error:
            if self.strict:
                raise
            raise RefusedError("", str(error)) from error

    def _wanted(self, definition: Definition, filling: Filling, logical_id: str, attempt: int) -> Wanted:
        body = filling.resource(logical_id)
        properties = settled(body.get("Properties", {}), lambda value: self.look_up(definition, value), logical_id)
        tags = dict(definition.tags) if taggable(body["Type"]) else {}
        return Wanted(logical_id, body["Type"], properties, attempt, tags)

    def create(self, live: LiveStack, definition: Definition, wanted: Wanted) -> Made:
        """Have it made. Raises RefusedError."""
        self._ask(live, definition, wanted, "create")
        return self.provider.create(_owner(live, definition), wanted)

    def update(self, live: LiveStack, definition: Definition, before: LiveResource, wanted: Wanted) -> Made:
        """Have what is there changed in place. Raises RefusedError."""
        made, was = before.there
        self._ask(live, definition, wanted, "update")
        return self.provider.update(_owner(live, definition), made, was, wanted)

    def tag(self, live: LiveStack, definition: Definition, before: LiveResource, wanted: Wanted) -> Made:
        """Have what is there changed in nothing but the stack's tags: nobody judges the rest of it anew."""
        made, was = before.there
        self.clock.show()
        return self.provider.update(_owner(live, definition), made, was, wanted)

    def delete(self, live: LiveStack, resource: LiveResource) -> None:
        """Have what is there deleted. Raises RefusedError."""
        made, wanted = resource.there
        self._ask(live, live.definition_of(resource.logical_id), wanted, "delete")
        self.provider.delete(live.owner, made, wanted)

    def _ask(self, live: LiveStack, definition: Definition, wanted: Wanted, operation: str) -> None:
        self.clock.show()
        refusal = self.judge.refusal(live, definition, wanted, operation)
        if refusal is not None:
            raise refusal


def _owner(live: LiveStack, definition: Definition) -> Owner:
    """The stack as it is while it is brought to a definition: with the tags of that one."""
    return replace(live.owner, tags=definition.tags)
