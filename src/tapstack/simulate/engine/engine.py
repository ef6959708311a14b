"""CloudFormation's stacks in one simulated account: created, updated, rolled back and deleted on one clock."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tapstack.simulate.engine.create import ON_FAILURE, create
from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.delete_stack import delete
from tapstack.simulate.engine.errors import StackError, invalid
from tapstack.simulate.engine.events import Listener
from tapstack.simulate.engine.exports import exported
from tapstack.simulate.engine.hands import Hands, Hold, Judge, Lenient
from tapstack.simulate.engine.importing import Import, take_in
from tapstack.simulate.engine.live import LiveStack
from tapstack.simulate.engine.review import nothing
from tapstack.simulate.engine.rollback import roll_back
from tapstack.simulate.engine.statuses import PRESERVED, UPDATABLE, Status
from tapstack.simulate.engine.update import update
from tapstack.simulate.engine.validation import validate, validate_update
from tapstack.simulate.resources import Owner
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from simpy import Event

    from tapstack.render import Place, Program
    from tapstack.simulate.clock import Clock, Steps
    from tapstack.simulate.engine.live import LiveResource
    from tapstack.simulate.resources import Provider
    from tapstack.template.parameter_values import ParameterValues

Outside = Callable[[str, Unresolved], Any]
"""Gives what a value of a region stands for that no stack of this engine makes; None where that is not known."""


class Engine:
    """Each operation is a generator, to be carried out on the clock. Raises StackError for what is refused at once.

    What the simulator does not know raises UnsupportedError out of an operation; unless ``strict``, the resource fails.
    ``reach`` gives an event that happens once a region is in reach; all always are, unless a simulation says otherwise.
    ``hold`` may keep an operation on a resource from its end; ``admit`` may raise StackError for a region.
    """

    def __init__(
        self,
        clock: Clock,
        provider: Provider,
        judge: Judge | None = None,
        outside: Outside = lambda _region, _value: None,
        *,
        strict: bool = True,
    ) -> None:
        self.clock = clock
        self.listeners: list[Listener] = []
        self.stacks: dict[str, LiveStack] = {}
        self.reach: Callable[[str], Event] = lambda _region: clock.pause(0)
        self.admit: Callable[[str], None] = lambda _region: None
        self.hold: Hold = lambda _region, _resource, _action: None
        reach, hold = self._reach, self._hold
        self.hands = Hands(clock, provider, judge or Lenient(), self._look_up, self.stacks, reach, hold, strict)
        self._outside = outside

    def find(self, region: str, name: str) -> LiveStack | None:
        """The stack of that name, or id, that is not deleted."""
        for live in self.stacks.values():
            fits = live.owner.region == region and name in (live.owner.stack_name, live.owner.stack_id)
            if fits and live.status is not Status.DELETE_COMPLETE:
                return live
        return None

    def new_id(self, account_id: str, region: str, partition: str, name: str) -> str:
        """The id that the next stack of that name gets."""
        digits = hashlib.sha256(f"{account_id}/{region}/{name}/{len(self.stacks)}".encode()).hexdigest()
        unique = f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:32]}"
        return f"arn:{partition}:cloudformation:{region}:{account_id}:stack/{name}/{unique}"

    def create(
        self,
        program: Program,
        values: ParameterValues,
        place: Place,
        *,
        tags: Mapping[str, str] | None = None,
        capabilities: Collection[str] = (),
        on_failure: str = "ROLLBACK",
    ) -> tuple[LiveStack, Steps[bool]]:
        """A new stack at a place that says its account and name, and the making of it."""
        self.admit(place.region)
        _refuse_other(on_failure)
        if self.find(place.region, str(place.stack_name)):
            raise StackError("AlreadyExistsException", f"Stack [{place.stack_name}] already exists")
        definition = self.defined(program, values, place, tags)
        validate(definition, capabilities)
        live = self._enter(definition)
        return live, create(self.hands, live, on_failure)

    def defined(
        self, program: Program, values: ParameterValues, place: Place, tags: Mapping[str, str] | None = None
    ) -> Definition:
        """What a new stack at a place is to be, with the id that it gets."""
        partition = str(place.pseudo["AWS::Partition"])
        stack_id = self.new_id(str(place.account_id), place.region, partition, str(place.stack_name))
        return Definition(program, values, replace(place, stack_id=stack_id), tags or {})

    def review(self, wanted: Definition) -> LiveStack:
        """A new stack that has the id of what it may become, and no template and no resources yet."""
        live = self._enter(nothing(wanted))
        live.turn(self.clock.seconds, Status.REVIEW_IN_PROGRESS, "User Initiated")
        return live

    def begin(self, live: LiveStack, wanted: Definition, on_failure: str = "ROLLBACK") -> Steps[bool]:
        """The making of a stack that was in review."""
        _refuse_other(on_failure)
        self.refuse_unless(live, {Status.REVIEW_IN_PROGRESS}, "created")
        live.definition, live.owner = wanted, replace(live.owner, tags=wanted.tags)
        return create(self.hands, live, on_failure)

    def take_in(self, live: LiveStack, wanted: Definition, imports: Sequence[Import]) -> Steps[bool]:
        """The import of resources that exist into a stack, which may be in review."""
        self.refuse_unless(live, UPDATABLE | {Status.REVIEW_IN_PROGRESS}, "updated")
        return take_in(self.hands, live, wanted, imports)

    def _enter(self, definition: Definition) -> LiveStack:
        place = definition.place
        owner = Owner(
            str(place.account_id),
            place.region,
            str(place.pseudo["AWS::Partition"]),
            str(place.stack_name),
            str(place.stack_id),
            definition.tags,
        )
        live = self.stacks[owner.stack_id] = LiveStack(owner, definition, [*self.listeners])
        return live

    def update(
        self,
        live: LiveStack,
        program: Program,
        values: ParameterValues,
        *,
        tags: Mapping[str, str] | None = None,
        capabilities: Collection[str] = (),
        disable_rollback: bool = False,
    ) -> Steps[bool]:
        """The change of a stack to another template, or other values.

        With ``disable_rollback`` one that failed is not rolled back, and one that had failed so can be changed.
        """
        self.admit(live.owner.region)
        self.refuse_unless(live, UPDATABLE | PRESERVED if disable_rollback else UPDATABLE, "updated")
        tags = live.definition.tags if tags is None else tags
        wanted = Definition(program, values, live.definition.place, tags)
        validate(wanted, capabilities)
        validate_update(live, wanted)
        return update(self.hands, live, wanted, preserve=disable_rollback)

    def cancel_update(self, live: LiveStack) -> None:
        """Let the update that is under way go back. Source: botocore cloudformation, CancelUpdateStack."""
        if live.status is not Status.UPDATE_IN_PROGRESS or live.cancelled is None:
            raise invalid("CancelUpdateStack cannot be called from current stack status")
        if not live.cancelled.triggered:
            live.cancelled.succeed()

    def continue_rollback(self, live: LiveStack, skipped: Collection[str] = ()) -> Steps[bool]:
        """Another attempt at a rollback that failed; ``skipped`` are left as they are."""
        self.refuse_unless(live, {Status.UPDATE_ROLLBACK_FAILED}, "rolled back")
        job = live.stuck
        if job is None:
            raise invalid(f"Stack:{live.owner.stack_id} has no update to roll back")
        for name in skipped:
            if name not in live.resources or live.resources[name].status is not Status.UPDATE_FAILED:
                raise invalid(f"Resource [{name}] cannot be skipped: it is not in UPDATE_FAILED state.")
        live.turn(self.clock.seconds, Status.UPDATE_ROLLBACK_IN_PROGRESS, "User Initiated")
        return roll_back(job, live.definition, skipped)

    def delete(self, live: LiveStack, kept: Collection[str] = ()) -> Steps[bool]:
        """The end of a stack; ``kept`` may name resources to leave when an earlier attempt has failed."""
        self.admit(live.owner.region)
        if live.protected:
            raise invalid(f"Stack [{live.owner.stack_name}] cannot be deleted while TerminationProtection is enabled")
        if live.status.in_progress:
            raise invalid(f"Stack [{live.owner.stack_name}] is in {live.status} state and can not be deleted.")
        if kept and live.status is not Status.DELETE_FAILED:
            raise invalid("Invalid operation on stack. RetainResources is for stacks in DELETE_FAILED state.")
        return delete(self.hands, live, kept)

    def _reach(self, region: str) -> Event:
        return self.reach(region)

    def _hold(self, region: str, resource: LiveResource, action: str) -> Event | None:
        return self.hold(region, resource, action)

    def refuse_unless(self, live: LiveStack, statuses: Collection[Status], what: str) -> None:
        """Raises StackError for a stack in another status, which can not be ``what``: updated, rolled back."""
        if live.status not in statuses:
            raise invalid(f"Stack:{live.owner.stack_id} is in {live.status} state and can not be {what}.")

    def _look_up(self, definition: Definition, value: Unresolved) -> Any:
        """What an import or a NoEcho parameter stands for, or what is known outside."""
        if value.kind == "ImportValue":
            return exported(self.stacks.values(), definition.place.region, value.of)
        if value.kind == "NoEcho":
            return definition.values.values.get(value.of)
        return self._outside(definition.place.region, value)


def _refuse_other(on_failure: str) -> None:
    if on_failure not in ON_FAILURE:
        raise invalid(f"OnFailure is one of {', '.join(ON_FAILURE)}, not {on_failure}.")
