"""The Amazon States Language, carried out on the virtual clock.

Source: Amazon States Language specification; Step Functions Developer Guide. JSONPath is its only query language here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.machines.failure import StateError, StoppedError
from tapstack.simulate.behaviours.machines.intrinsics import Intrinsics
from tapstack.simulate.behaviours.machines.passing import Passed, failure, following, seconds
from tapstack.simulate.behaviours.machines.paths import put_at, value_at
from tapstack.simulate.behaviours.machines.payload import refuse_large, stamp, text
from tapstack.simulate.behaviours.machines.retrying import Retries, caught
from tapstack.simulate.behaviours.machines.task_state import task
from tapstack.simulate.behaviours.machines.templates import filled
from tapstack.simulate.behaviours.machines.together import mapped, parallel

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.machines.execution import Execution
    from tapstack.simulate.clock import Steps

Onward = tuple[Any, str | None]
"""What a state makes of the data, and which state follows."""


class Interpreter:
    """Carries out an execution, or a part of one; ``last`` is the id of its newest event in the history."""

    def __init__(
        self,
        life: Life,
        execution: Execution,
        parent: Interpreter | None = None,
        item: Mapping[str, Any] | None = None,
    ) -> None:
        self.life, self.clock, self.execution = life, life.clock, execution
        self.item: dict[str, Any] = {**(parent.item if parent else {}), **(item or {})}
        self.last: int = parent.last if parent else execution.history.last
        self.stopped = False
        self._parent = parent
        self._intrinsics = Intrinsics(execution.chance)

    def part(self, item: Mapping[str, Any] | None = None) -> Interpreter:
        """Of a part of the machine: it ends with this one. ``item`` is the item of a Map that it works on."""
        return Interpreter(self.life, self.execution, self, item)

    @property
    def is_over(self) -> bool:
        """Whether the execution, or what this is part of, has ended."""
        return self.stopped or not self.execution.is_running or (self._parent is not None and self._parent.is_over)

    def note(self, kind: str, **about: Any) -> None:
        """An event in the history."""
        self.last = self.execution.history.add(self.clock.seconds, kind, self.last, about)

    def filled(self, template: Any, data: Any, context: Any) -> Any:
        """A payload template with values in it; the data where there is none."""
        if template is None:
            return data
        return filled(template, lambda told: self._intrinsics.value(told, data, context))

    def going_on(self) -> Steps[None]:
        """Wait while the region is out of reach. Raises StoppedError where it has all ended."""
        yield self.life.outages.back(self.execution.region)
        if self.is_over:
            raise StoppedError

    def machine(self, definition: Mapping[str, Any], data: Any) -> Steps[Any]:
        """From the first state to the end; the output. Raises StateError, and StoppedError."""
        name: str | None = definition["StartAt"]
        while name is not None:
            self.life.machines.transition(self.execution)
            yield from self.going_on()
            data, name = yield from self._state(name, definition["States"][name], data)
        return data

    def _state(self, name: str, state: Mapping[str, Any], data: Any) -> Steps[Onward]:
        kind = state["Type"]
        self.note(f"{kind}StateEntered", name=name, input=text(data))
        self.execution.entered.append((self.clock.seconds, name))
        self.life.machines.entered(self.execution, name)
        made, onward = yield from self._attempts(name, state, data)
        yield from self.going_on()
        self.execution.exited.append((self.clock.seconds, name))
        self.note(f"{kind}StateExited", name=name, output=text(made))
        return made, onward

    def _attempts(self, name: str, state: Mapping[str, Any], data: Any) -> Steps[Onward]:
        """Try, try again as Retry says, and go where Catch leads."""
        retries, entered = Retries(state, self.execution.chance), stamp(self.clock.moment)
        while True:
            context = self.execution.context(name, entered, **self.item)
            context["State"]["RetryCount"] = retries.count
            try:
                made, onward = yield from self._once(name, state, data, context)
                refuse_large(made, name)
            except StateError as error:
                yield from self.going_on()
                if (pause := retries.pause(error)) is None:
                    if (handled := caught(state, error, data)) is None:
                        raise
                    refuse_large(handled[0], name)
                    return handled
                yield self.clock.pause(pause)
                yield from self.going_on()
            else:
                return made, onward

    def _once(self, name: str, state: Mapping[str, Any], data: Any, context: dict[str, Any]) -> Steps[Onward]:
        """One attempt at a state."""
        path = state.get("InputPath", "$")
        given = {} if path is None else value_at(path, data, context)
        onward = None if state.get("End") else state.get("Next")
        if (done := self._plain(name, state, given, context)) is not None:
            yield self.clock.pause(done.seconds)
            return self._out(state, given, context), done.following or onward
        result = yield from self._work(name, state, given, context)
        if "ResultSelector" in state:
            result = self.filled(state["ResultSelector"], result, context)
        path = state.get("ResultPath", "$")
        return self._out(state, data if path is None else put_at(path, data, result), context), onward

    def _plain(self, name: str, state: Mapping[str, Any], given: Any, context: dict[str, Any]) -> Passed | None:
        """A state that only leads on; None for one that has a result. Raises StateError for Fail."""
        match state["Type"]:
            case "Succeed":
                return Passed()
            case "Fail":
                raise failure(state, lambda told: self._intrinsics.value(told, given, context))
            case "Choice":
                return Passed(following=following(name, state, given, context))
            case "Wait":
                return Passed(seconds(state, given, context, self.clock.moment))
        return None

    def _work(self, name: str, state: Mapping[str, Any], given: Any, context: dict[str, Any]) -> Steps[Any]:
        """The result of a state that has one."""
        match state["Type"]:
            case "Pass":
                return state["Result"] if "Result" in state else self.filled(state.get("Parameters"), given, context)
            case "Task":
                result = yield from task(self, name, state, given, context)
            case "Parallel":
                result = yield from parallel(self, name, state, self.filled(state.get("Parameters"), given, context))
            case _:
                result = yield from mapped(self, name, state, given, context)
        return result

    def _out(self, state: Mapping[str, Any], data: Any, context: Any) -> Any:
        path = state.get("OutputPath", "$")
        return {} if path is None else value_at(path, data, context)
