"""Small stacks for the tests of the engine: templates in a few words, and a room to make them in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tapstack.render import Place, Program, compile_template
from tapstack.simulate.clock import Clock
from tapstack.simulate.engine import Engine, LiveStack
from tapstack.template.load import loads
from tests.unit.simulate.engine.paper import Paper

ACCOUNT, REGION, NAME = "123456789012", "us-east-1", "Shop"
TOKEN = "arn:aws:lambda:us-east-1:123456789012:function:f"
Body = dict[str, Any]


def resource(kind: str, *needs: str, keep: str | None = None, replaced: str | None = None, **properties: Any) -> Body:
    """The body of a resource: ``needs`` is its DependsOn, ``keep`` its DeletionPolicy, ``replaced`` the other one."""
    attributes = {"DependsOn": list(needs), "DeletionPolicy": keep, "UpdateReplacePolicy": replaced}
    given = {name: value for name, value in attributes.items() if value}
    return {"Type": kind, "Properties": properties, **given}


def queue(*needs: str, **more: Any) -> Body:
    """An SQS queue: 65 seconds to make, 60 to change or to delete; QueueName and FifoQueue cannot be changed."""
    return resource("AWS::SQS::Queue", *needs, **more)


def parameter(*needs: str, **more: Any) -> Body:
    """An SSM parameter: 5 seconds to make or to change, 3 to delete; Name cannot be changed."""
    return resource("AWS::SSM::Parameter", *needs, **{"Type": "String", "Value": "v", **more})


def custom(*needs: str, **more: Any) -> Body:
    """A custom resource: 5 seconds to make or to change, 3 to delete."""
    return resource("Custom::Thing", *needs, **{"ServiceToken": TOKEN, **more})


def ref(name: str) -> Body:
    """``Ref``."""
    return {"Ref": name}


def program(resources: Mapping[str, Body], sections: Mapping[str, Any] | None = None) -> Program:
    """The compiled template of these resources and other sections."""
    return _compiled(json.dumps({**(sections or {}), "Resources": resources}))


@cache
def _compiled(text: str) -> Program:
    return compile_template(loads(text, "stack.json"))


@dataclass
class Room:
    """An engine with a provider of paper; whatever it is asked for is carried out at once, on the virtual clock."""

    paper: Paper = field(default_factory=Paper)
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.engine = Engine(self.clock, self.paper)

    def begin(
        self,
        resources: Mapping[str, Body],
        *,
        sections: Mapping[str, Any] | None = None,
        values: Mapping[str, str] | None = None,
        name: str = NAME,
        region: str = REGION,
        **options: Any,
    ) -> tuple[LiveStack, Any]:
        """A new stack, and the steps of its making."""
        made = program(resources, sections)
        place = Place(region, account_id=ACCOUNT, stack_name=name, notification_arns=())
        return self.engine.create(made, made.parameters.resolve(values or {}), place, **options)

    def create(self, resources: Mapping[str, Body], **more: Any) -> LiveStack:
        """A stack, as it is when its creation has ended."""
        live, steps = self.begin(resources, **more)
        self.clock.finish(steps)
        return live

    def change(
        self,
        live: LiveStack,
        resources: Mapping[str, Body],
        *,
        sections: Mapping[str, Any] | None = None,
        values: Mapping[str, str] | None = None,
        **options: Any,
    ) -> Any:
        """The steps of an update."""
        made = program(resources, sections)
        return self.engine.update(live, made, made.parameters.resolve(values or {}), **options)

    def update(self, live: LiveStack, resources: Mapping[str, Body], **more: Any) -> bool:
        """Whether the stack is as wanted when its update has ended."""
        updated: bool = self.clock.finish(self.change(live, resources, **more))
        return updated

    def delete(self, live: LiveStack, *kept: str) -> bool:
        """Whether the stack is gone when its deletion has ended."""
        gone: bool = self.clock.finish(self.engine.delete(live, kept))
        return gone

    def resume(self, live: LiveStack, *skipped: str) -> bool:
        """Whether the stack is rolled back when ContinueUpdateRollback has ended."""
        back: bool = self.clock.finish(self.engine.continue_rollback(live, skipped))
        return back

    def refuse(self, action: str, logical_id: str, times: int = 1) -> None:
        """The next ``times`` that this is asked for, it is refused; always where -1."""
        self.paper.refused[action, logical_id] = times

    def asked(self, action: str) -> list[str]:
        """The logical ids for which the provider was asked for this, in order."""
        return [logical_id for done, _, logical_id in self.paper.calls if done == action]

    def there(self) -> list[str]:
        """The physical ids of all that exists, sorted."""
        return sorted(physical_id for _, physical_id in self.paper.there)


def told(live: LiveStack, since: int = 0) -> list[str]:
    """The events of a stack, ``Id STATUS``; those of the stack itself are told as ``Stack``."""
    return [f"{_who(live, event.logical_id)} {event.status}" for event in live.events[since:]]


def about(live: LiveStack, logical_id: str) -> list[str]:
    """The statuses of one resource over time."""
    return [event.status for event in live.events if event.logical_id == logical_id]


def turns(live: LiveStack, since: int = 0) -> list[str]:
    """The statuses of the stack over time."""
    return [event.status for event in live.events[since:] if event.logical_id == live.owner.stack_name]


def why(live: LiveStack, logical_id: str, status: str) -> str:
    """The reason of the last event of a resource with this status."""
    reasons = [event.reason for event in live.events if (event.logical_id, event.status) == (logical_id, status)]
    return reasons[-1]


def _who(live: LiveStack, logical_id: str) -> str:
    return "Stack" if logical_id == live.owner.stack_name else logical_id
