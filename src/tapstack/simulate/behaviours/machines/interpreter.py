"""The Amazon States Language, carried out on the virtual clock.

Source: Amazon States Language specification; Step Functions Developer Guide. JSONPath is its only query language here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.machines.failure import RUNTIME, TIMEOUT, TOO_LARGE, StateError, StoppedError
from tapstack.simulate.behaviours.machines.intrinsics import Intrinsics
from tapstack.simulate.behaviours.machines.passing import Passed, failure, following, seconds
from tapstack.simulate.behaviours.machines.paths import put_at, value_at
from tapstack.simulate.behaviours.machines.retrying import Retries, caught
from tapstack.simulate.behaviours.machines.tasks import carry_out, waits_for_token
from tapstack.simulate.behaviours.machines.templates import filled
from tapstack.simulate.behaviours.machines.together import branches, items, kept, together
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.machines.execution import Execution
    from tapstack.simulate.clock import Steps

MOST_BYTES = 262_144
"""Source: Step Functions quotas: the input or output of a state."""


class Interpreter:
    """Carries out one execution; ``branch`` and those it is part of may be stopped."""

    def __init__(
        self,
        life: Life,
        execution: Execution,
        parent: Interpreter | None = None,
        item: Mapping[str, Any] | None = None,
    ) -> None:
        self.clock = life.clock
        self.item: dict[str, Any] = {**(parent.item if parent else {}), **(item or {})}
        self.stopped = False
        self._life, self._execution, self._parent = life, execution, parent
        self._intrinsics = Intrinsics(execution.chance)

    def part(self, item: Mapping[str, Any] | None = None) -> Interpreter:
        """Of a part of the machine: it ends with this one. ``item`` is the item of a Map that it works on."""
        return Interpreter(self._life, self._execution, self, item)

    @property
    def is_over(self) -> bool:
        """Whether the execution, or what this is part of, has ended."""
        return self.stopped or not self._execution.is_running or (self._parent is not None and self._parent.is_over)

    def machine(self, definition: Mapping[str, Any], data: Any) -> Steps[Any]:
        """From the first state to the end; the output. Raises StateError."""
        name: str | None = definition["StartAt"]
        while name is not None:
            yield self._life.outages.back(self._execution.region)
            if self.is_over:
                raise StoppedError
            data, name = yield from self._state(name, definition["States"][name], data)
        return data

    def _state(self, name: str, state: Mapping[str, Any], data: Any) -> Steps[tuple[Any, str | None]]:
        """What a state makes of the data, and which one follows."""
        execution, kind = self._execution, state["Type"]
        if state.get("QueryLanguage", "JSONPath") != "JSONPath":
            raise UnsupportedError(
                f"{execution.machine} queries by {state['QueryLanguage']}; only JSONPath is simulated."
            )
        execution.entered.append((self._life.clock.seconds, name))
        execution.note(self._life.clock.seconds, f"{kind}StateEntered", name=name)
        self._life.machines.entered(execution, name)
        retries, entered = Retries(state, execution.chance), self._life.clock.moment.isoformat()
        while True:
            context = execution.context(name, entered, **self.item)
            context["State"]["RetryCount"] = retries.count
            try:
                made, onward = yield from self._once(name, state, data, context)
                _refuse_large(made)
            except StateError as error:
                if (pause := retries.pause(error)) is not None:
                    yield self._life.clock.pause(pause)
                    continue
                handled = caught(state, error, data)
                if handled is None:
                    raise
                made, onward = handled
            execution.note(self._life.clock.seconds, f"{kind}StateExited", name=name)
            return made, onward

    def _once(
        self, name: str, state: Mapping[str, Any], data: Any, context: dict[str, Any]
    ) -> Steps[tuple[Any, str | None]]:
        """One attempt at a state."""
        given = {} if state.get("InputPath", "$") is None else value_at(state.get("InputPath", "$"), data, context)
        onward = None if state.get("End") else state.get("Next")
        if (done := self._plain(name, state, given, context)) is not None:
            yield self._life.clock.pause(done.seconds)
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
                raise failure(state, lambda text: self._intrinsics.value(text, given, context))
            case "Choice":
                return Passed(following=following(name, state, given, context))
            case "Wait":
                return Passed(seconds(state, given, context, self._life.clock.moment))
        return None

    def _work(self, name: str, state: Mapping[str, Any], given: Any, context: dict[str, Any]) -> Steps[Any]:
        """The result of a state that has one."""
        match state["Type"]:
            case "Pass":
                return state["Result"] if "Result" in state else self.filled(state.get("Parameters"), given, context)
            case "Task":
                result = yield from self._task(state, given, context)
            case "Parallel":
                works = branches(state, self.filled(state.get("Parameters"), given, context))
                result = yield from together(self, works, len(works))
            case "Map":
                works, many = items(self, self._execution.machine, state, given, context)
                result = yield from together(self, works, many)
            case other:
                raise StateError(RUNTIME, f"{name} is of type {other}")
        return result

    def _out(self, state: Mapping[str, Any], data: Any, context: Any) -> Any:
        path = state.get("OutputPath", "$")
        return {} if path is None else value_at(path, data, context)

    def filled(self, template: Any, data: Any, context: Any) -> Any:
        """A payload template with values in it; the data where there is none."""
        if template is None:
            return data
        return filled(template, lambda text: self._intrinsics.value(text, data, context))

    def _task(self, state: Mapping[str, Any], data: Any, context: dict[str, Any]) -> Steps[Any]:
        """A task, within its time; one that waits for a token ends with that."""
        resource, machines = state["Resource"], self._life.machines
        token = machines.tokens.open(self._execution) if waits_for_token(resource) else ""
        if token:
            context["Task"] = {"Token": token}
        given = self.filled(state.get("Parameters"), data, context)
        limit = self._limit(state, "TimeoutSeconds", data, context)
        beat = self._limit(state, "HeartbeatSeconds", data, context)
        try:
            steps = carry_out(self._life, self._execution, resource, given)
            began = self._life.clock.seconds
            result = yield from self._within(steps, limit)
            if token:
                left = None if limit is None else began + limit - self._life.clock.seconds
                result = yield from machines.tokens.wait(token, left, beat)
        finally:
            machines.tokens.close(token)
        return result

    def _limit(self, state: Mapping[str, Any], name: str, data: Any, context: Any) -> float | None:
        if f"{name}Path" in state:
            return float(value_at(state[f"{name}Path"], data, context))
        return float(state[name]) if name in state else None

    def _within(self, steps: Steps[Any], limit: float | None) -> Steps[Any]:
        """What steps come to, if they end in time."""
        ended: Any = self._life.clock.start(kept(steps))
        yield ended if limit is None else ended | self._life.clock.pause(limit)
        if not ended.triggered:
            raise StateError(TIMEOUT, "")
        result, error = ended.value
        if error is not None:
            raise error
        return result


def _refuse_large(data: Any) -> None:
    if len(json.dumps(data)) > MOST_BYTES:
        raise StateError(TOO_LARGE, f"The state returned a result with a size exceeding {MOST_BYTES} bytes.")
