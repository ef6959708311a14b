"""Tasks that wait until somebody sends their token back.

Source: Step Functions Developer Guide, "Wait for a callback with the task token"; botocore stepfunctions, SendTask*:
TaskTimedOut is "either expired or the task associated with the token has already been closed". That a token of another
region is no token is assumed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.machines.failure import HEARTBEAT, TIMEOUT, StateError
from tapstack.simulate.behaviours.machines.payload import is_large
from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    import simpy

    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.machines.execution import Execution
    from tapstack.simulate.behaviours.machines.interpreter import Interpreter
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call


@dataclass
class _Waiting:
    answered: simpy.Event
    interpreter: Interpreter
    beat: float
    outcome: tuple[Any, StateError | None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether an answer would be taken."""
        return self.outcome is None and not self.interpreter.is_over


class Tokens:
    """Every token that was given out: waiting, or over."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._waiting: dict[str, _Waiting] = {}
        self._over: dict[str, str] = {}
        for name in ("Success", "Failure", "Heartbeat"):
            life.cloud.calls.answer(f"stepfunctions:SendTask{name}", getattr(self, f"_{name.lower()}"))

    def open(self, interpreter: Interpreter) -> str:
        """A new token."""
        token = self._life.cloud.next_id("token", interpreter.execution.arn)
        self._waiting[token] = _Waiting(self._life.clock.env.event(), interpreter, self._life.clock.seconds)
        return token

    def of(self, execution: Execution) -> str:
        """The token that an execution waits for; empty where it waits for none."""
        waiting = self._waiting.items()
        return next((token for token, one in waiting if one.is_open and one.interpreter.execution is execution), "")

    def close(self, token: str) -> None:
        """Nothing waits for it any more."""
        if (waiting := self._waiting.pop(token, None)) is not None:
            self._over[token] = waiting.interpreter.execution.region

    def wait(self, token: str, end: float | None, beat: float | None) -> Steps[Any]:
        """What comes back. Raises StateError for a failure, when the time is up, or when no heartbeat came in time.

        ``end`` is when the time is up; ``beat`` is how many seconds may pass from one heartbeat to the next.
        """
        waiting, clock = self._waiting[token], self._life.clock
        waiting.beat = max(waiting.beat, clock.seconds)
        end = float("inf") if end is None else end
        while waiting.outcome is None:
            due = end if beat is None else min(end, waiting.beat + beat)
            if clock.seconds >= due:
                raise StateError(TIMEOUT if due == end else HEARTBEAT)
            yield waiting.answered if due == float("inf") else waiting.answered | clock.until(due)
        result, error = waiting.outcome
        if error is not None:
            raise error
        return result

    def _found(self, call: Call) -> _Waiting:
        token = call.params["taskToken"]
        waiting = self._waiting.get(token)
        region = waiting.interpreter.execution.region if waiting else self._over.get(token)
        if region != call.region:
            raise CallRefusedError("InvalidToken", f"Invalid Token: 'Invalid token {token}'")
        if waiting is None or not waiting.is_open:
            raise CallRefusedError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")
        return waiting

    def _success(self, call: Call) -> dict[str, Any]:
        waiting, told = self._found(call), call.params["output"]
        try:
            output = json.loads(told)
        except ValueError as error:
            raise CallRefusedError("InvalidOutput", "Invalid Output: 'Output is not valid JSON'") from error
        if is_large(told):
            raise CallRefusedError("InvalidOutput", "Invalid Output: 'Output is larger than the quota'")
        return self._end(waiting, output, None)

    def _failure(self, call: Call) -> dict[str, Any]:
        about = call.params
        return self._end(self._found(call), None, StateError(about.get("error", ""), about.get("cause", "")))

    def _heartbeat(self, call: Call) -> dict[str, Any]:
        self._found(call).beat = self._life.clock.seconds
        return {}

    def _end(self, waiting: _Waiting, output: Any, error: StateError | None) -> dict[str, Any]:
        waiting.outcome = (output, error)
        waiting.answered.succeed()
        return {}
