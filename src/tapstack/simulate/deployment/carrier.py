"""The stacks of a StackSet's instances, carried out by the stack engine."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tapstack.render import Place
from tapstack.simulate.engine import UPDATABLE, StackError, Status
from tapstack.simulate.stackset import Outcome

if TYPE_CHECKING:
    from tapstack.render import Program
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.engine import Engine, LiveStack, StackEvent
    from tapstack.simulate.stackset import StackInstance, StackSet, Target, Wish

_NOTHING_TO_DO = "No updates are to be performed."
_BEGUN = "User Initiated"
_FAILED = (Status.CREATE_FAILED, Status.UPDATE_FAILED)


class StackCarrier:
    """A wish's template is a compiled program. A stack whose creation fails is deleted again.

    Source: StackSets user guide, "Troubleshooting": a failed stack is deleted, and the operation run again makes it.
    """

    def __init__(self, engine: Engine, zones: Mapping[str, Sequence[str]]) -> None:
        self._engine = engine
        self._zones = zones

    def stack(self, stack_set: StackSet, instance: StackInstance) -> LiveStack | None:
        """The stack of an instance; None where there is none."""
        return self._engine.find(instance.target.region, instance.stack_id or name_of(stack_set, instance))

    def put(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        """Create the stack, or update it; one that is as wanted already stays as it is."""
        live, wish = self.stack(stack_set, instance), stack_set.wish_of(instance)
        program: Program = wish.template
        values = program.parameters.resolve(wish.parameters)
        try:
            if live is None:
                live, steps = self._engine.create(
                    program,
                    values,
                    self._place(name_of(stack_set, instance), instance.target),
                    on_failure="DELETE",
                    tags=wish.tags,
                    capabilities=wish.capabilities,
                )
                instance.stack_id = live.owner.stack_id
            else:
                steps = self._engine.update(live, program, values, tags=wish.tags, capabilities=wish.capabilities)
            self._asked(live, stack_set, wish)
        except StackError as error:
            nothing = error.message == _NOTHING_TO_DO and live is not None and live.status in UPDATABLE
            return Outcome(nothing, "" if nothing else error.message, live.owner.stack_id if live else None)
        succeeded = yield from steps
        return _outcome(live, succeeded)

    def remove(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        """Delete the stack."""
        live = self.stack(stack_set, instance)
        if live is None:
            return Outcome(True)
        try:
            steps = self._engine.delete(live)
        except StackError as error:
            return Outcome(False, error.message, live.owner.stack_id)
        succeeded = yield from steps
        return _outcome(live, succeeded)

    def detect(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        """Nobody but a StackSet changes anything here."""
        raise NotImplementedError

    def adopt(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        """There are no stacks here that are no StackSet's."""
        raise NotImplementedError

    def _asked(self, live: LiveStack, stack_set: StackSet, wish: Wish) -> None:
        """What a stack was asked to be is known by itself here."""

    def _place(self, name: str, target: Target) -> Place:
        return Place(target.region, account_id=target.account, stack_name=name, notification_arns=(), zones=self._zones)


def name_of(stack_set: StackSet, instance: StackInstance) -> str:
    """The name of an instance's stack. Of a set with an id, no two instances' stacks have one name."""
    own = (stack_set.id, str(instance.number)) if stack_set.id else ()
    return stack_name(stack_set.name, instance.target, *own)


def stack_name(name: str, target: Target, *own: str) -> str:
    """``StackSet-<name>-<id>``: the id is that of the instance."""
    digits = hashlib.sha256("/".join((name, target.account, target.region, *own)).encode()).hexdigest()
    return f"StackSet-{name}-{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:32]}"


def _outcome(live: LiveStack, succeeded: bool) -> Outcome:
    gone = live.status is Status.DELETE_COMPLETE
    return Outcome(succeeded, "" if succeeded else _reason(live), None if gone else live.owner.stack_id)


def _reason(live: LiveStack) -> str:
    """The resource that failed first, in the words of a StackSet's results."""
    for event in _since_begin(live):
        if event.status in (*_FAILED, Status.DELETE_FAILED) and event.logical_id != live.owner.stack_name:
            where = f"ResourceLogicalId:{event.logical_id}, ResourceType:{event.type}"
            return f"{where}, ResourceStatusReason:{event.reason}."
    said = [event.reason for event in _since_begin(live) if event.reason and event.reason != _BEGUN]
    return said[-1] if said else live.reason


def _since_begin(live: LiveStack) -> list[StackEvent]:
    """The events of the last operation."""
    begun = [index for index, event in enumerate(live.events) if event.reason == _BEGUN]
    return live.events[begun[-1] if begun else 0 :]
