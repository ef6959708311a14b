"""A Task state: what it calls, within its time; one that waits for a token ends with that.

Source: Amazon States Language specification, "Task State"; botocore stepfunctions, shape HistoryEvent, for what its
history tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.machines.failure import HEARTBEAT, TIMEOUT, StateError
from tapstack.simulate.behaviours.machines.passing import whole
from tapstack.simulate.behaviours.machines.paths import value_at
from tapstack.simulate.behaviours.machines.payload import refuse_large, text
from tapstack.simulate.behaviours.machines.resource import Resource, resource
from tapstack.simulate.behaviours.machines.tasks import carry_out
from tapstack.simulate.behaviours.machines.together import kept

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.machines.interpreter import Interpreter
    from tapstack.simulate.clock import Steps


def task(
    interpreter: Interpreter, name: str, state: Mapping[str, Any], data: Any, context: dict[str, Any]
) -> Steps[Any]:
    """The result of one attempt. Raises StateError."""
    called = resource(state["Resource"], interpreter.execution.machine)
    tokens = interpreter.life.machines.tokens
    token = tokens.open(interpreter) if called.waits else ""
    if token:
        context["Task"] = {"Token": token}
    try:
        given = interpreter.filled(state.get("Parameters"), data, context)
        refuse_large(given, name)
        result = yield from _Attempt(interpreter, called, state, data, context).run(given, token)
    finally:
        tokens.close(token)
    return result


class _Attempt:
    """What is called, and the history of it."""

    def __init__(
        self,
        interpreter: Interpreter,
        called: Resource,
        state: Mapping[str, Any],
        data: Any,
        context: dict[str, Any],
    ) -> None:
        self._interpreter, self._called = interpreter, called
        self._limit = _limit(state, "TimeoutSeconds", data, context)
        self._beat = _limit(state, "HeartbeatSeconds", data, context)

    def run(self, given: Any, token: str) -> Steps[Any]:
        """The result; the history tells how it went."""
        self._note("Scheduled", **self._called.scheduled(given, self._interpreter.execution.region, self._limits()))
        self._note("Started", **self._called.about)
        try:
            result = yield from self._called_and_waited(given, token)
            told = refuse_large(result, self._called.service)
        except StateError as error:
            yield from self._interpreter.going_on()
            kind = "TimedOut" if error.name in (TIMEOUT, HEARTBEAT) else "Failed"
            self._note(kind, **self._called.about, error=error.name, cause=error.cause or None)
            raise
        self._note("Succeeded", **self._called.about, output=told)
        return result

    def _called_and_waited(self, given: Any, token: str) -> Steps[Any]:
        interpreter, began = self._interpreter, self._interpreter.clock.seconds
        steps = carry_out(interpreter.life, interpreter.execution, self._called, given)
        result = yield from _within(interpreter, steps, self._limit)
        yield from interpreter.going_on()
        if token:
            self._note("Submitted", **self._called.about, output=text(result))
            end = None if self._limit is None else began + self._limit
            result = yield from interpreter.life.machines.tokens.wait(token, end, self._beat)
            yield from interpreter.going_on()
        return result

    def _limits(self) -> dict[str, int]:
        limits = {"timeoutInSeconds": self._limit, "heartbeatInSeconds": self._beat}
        return {name: int(value) for name, value in limits.items() if value is not None}

    def _note(self, what: str, **about: Any) -> None:
        self._interpreter.note(f"{self._called.kind}{what}", **about)


def _limit(state: Mapping[str, Any], name: str, data: Any, context: Any) -> float | None:
    if f"{name}Path" in state:
        return whole(value_at(state[f"{name}Path"], data, context), name)
    return whole(state[name], name) if name in state else None


def _within(interpreter: Interpreter, steps: Steps[Any], limit: float | None) -> Steps[Any]:
    """What steps come to, if they end in time."""
    ended: Any = interpreter.clock.start(kept(steps))
    yield ended if limit is None else ended | interpreter.clock.pause(limit)
    if not ended.triggered:
        raise StateError(TIMEOUT)
    result, error = ended.value
    if error is not None:
        raise error
    return result
