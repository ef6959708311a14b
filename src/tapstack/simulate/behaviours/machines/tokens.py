"""Tasks that wait until somebody sends their token back.

Source: Step Functions Developer Guide, "Wait for a callback with the task token"; botocore stepfunctions, SendTask*.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.machines.failure import TIMEOUT, StateError
from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    import simpy

    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.machines.execution import Execution
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call


@dataclass
class _Waiting:
    answered: simpy.Event
    region: str
    execution: str
    beat: float = 0.0
    outcome: tuple[Any, StateError | None] | None = field(default=None)


class Tokens:
    """Every token that was given out: waiting, or over."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._waiting: dict[str, _Waiting] = {}
        self._over: set[str] = set()
        for name in ("Success", "Failure", "Heartbeat"):
            life.cloud.calls.answer(f"stepfunctions:SendTask{name}", getattr(self, f"_{name.lower()}"))

    def open(self, execution: Execution) -> str:
        """A new token."""
        token = self._life.cloud.next_id("token", execution.arn)
        self._waiting[token] = _Waiting(
            self._life.clock.env.event(), execution.region, execution.arn, self._life.clock.seconds
        )
        return token

    def of(self, execution: Execution) -> str:
        """The token that an execution waits for; empty where it waits for none."""
        return next((token for token, one in self._waiting.items() if one.execution == execution.arn), "")

    def close(self, token: str) -> None:
        """Nothing waits for it any more."""
        if self._waiting.pop(token, None) is not None:
            self._over.add(token)

    def wait(self, token: str, limit: float | None, beat: float | None) -> Steps[Any]:
        """What comes back. Raises StateError for a failure, or when the time, or the time between beats, is up."""
        waiting, clock = self._waiting[token], self._life.clock
        end = float("inf") if limit is None else clock.seconds + limit
        while waiting.outcome is None:
            due = min(end, waiting.beat + beat) if beat is not None else end
            if clock.seconds >= due:
                raise StateError(TIMEOUT if due == end else "States.HeartbeatTimeout", "")
            yield waiting.answered if due == float("inf") else waiting.answered | clock.until(due)
        result, error = waiting.outcome
        if error is not None:
            raise error
        return result

    def _found(self, call: Call) -> _Waiting:
        token = call.params["taskToken"]
        waiting = self._waiting.get(token)
        if waiting is not None and waiting.outcome is None and waiting.region == call.region:
            return waiting
        if token in self._over or waiting is not None:
            raise CallRefusedError("TaskTimedOut", f"Task Timed Out: '{token}'")
        raise CallRefusedError("InvalidToken", f"Invalid Token: '{token}'")

    def _success(self, call: Call) -> dict[str, Any]:
        waiting = self._found(call)
        try:
            output = json.loads(call.params["output"])
        except ValueError as error:
            raise CallRefusedError("InvalidOutput", "Invalid Output") from error
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
