"""Step Functions: executions are started, stopped and told.

Source: botocore stepfunctions; Step Functions Developer Guide, CloudWatch metrics and EventBridge events.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.machines.execution import Execution
from tapstack.simulate.behaviours.machines.failure import TIMEOUT, StateError, StoppedError
from tapstack.simulate.behaviours.machines.interpreter import Interpreter
from tapstack.simulate.behaviours.machines.tokens import Tokens
from tapstack.simulate.cloud.calls import CallRefusedError
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call

_METRICS = {"SUCCEEDED": "Succeeded", "FAILED": "Failed", "TIMED_OUT": "TimedOut", "ABORTED": "Aborted"}


class Machines:
    """``executions`` are by ARN; ``listeners`` are told of every state that is entered, and of the end."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.executions: dict[str, Execution] = {}
        self.listeners: list[Callable[[Execution, str], None]] = []
        self.tokens = Tokens(life)
        calls = life.cloud.calls
        calls.answer("stepfunctions:StartExecution", self._start)
        calls.answer("stepfunctions:DescribeExecution", self._describe)
        calls.answer("stepfunctions:ListExecutions", self._list)
        calls.answer("stepfunctions:GetExecutionHistory", self._history)
        calls.answer("stepfunctions:StopExecution", self._stop)

    def entered(self, execution: Execution, state: str) -> None:
        """A state is entered."""
        for listener in self.listeners:
            listener(execution, state)

    def start(self, region: str, arn: str, given: str, name: str = "") -> str:
        """Start an execution with an input, JSON as text; its ARN."""
        name = name or self._life.cloud.next_id("execution", arn)
        whole = f"{arn.replace(':stateMachine:', ':execution:')}:{name}"
        known = self.executions.get(whole)
        if known is not None:
            if known.is_running and known.input == given:
                return whole
            raise CallRefusedError("ExecutionAlreadyExists", f"Execution Already Exists: '{whole}'")
        told = self._life.client("stepfunctions", region).describe_state_machine(stateMachineArn=arn)
        if told.get("type", "STANDARD") != "STANDARD":
            raise UnsupportedError(f"{arn} is an express workflow; only standard ones are simulated.")
        execution = self.executions[whole] = Execution(
            arn=whole,
            name=name,
            machine=arn,
            region=region,
            role=told["roleArn"],
            definition=json.loads(told["definition"]),
            input=given,
            started=self._life.clock.seconds,
            moment=self._life.clock.moment.isoformat().replace("+00:00", "Z"),
            chance=random.Random(whole),  # noqa: S311 - it has to be the same each time
        )
        self._life.begin(self._run(execution))
        return whole

    def stop(self, execution: Execution, status: str, error: str = "", cause: str = "") -> None:
        """It is over."""
        execution.status, execution.error, execution.cause = status, error, cause
        execution.stopped = self._life.clock.seconds
        execution.note(self._life.clock.seconds, f"Execution{_METRICS[status]}")
        self._life.timeline.note(execution.machine.rpartition(":")[2], f"{status} {error}".strip(), execution.region)
        self._measure(execution, _METRICS[status])
        self._tell(execution)
        self.entered(execution, "")

    def _run(self, execution: Execution) -> Steps[None]:
        execution.note(self._life.clock.seconds, "ExecutionStarted")
        self._measure(execution, "Started")
        self._tell(execution)
        seconds = execution.definition.get("TimeoutSeconds")
        if seconds is not None:
            self._life.begin(self._end_in(execution, float(seconds)))
        try:
            output = yield from Interpreter(self._life, execution).machine(
                execution.definition, json.loads(execution.input)
            )
        except StoppedError:
            return
        except StateError as error:
            if execution.is_running:
                self.stop(execution, "FAILED", error.name, error.cause)
            return
        if execution.is_running:
            execution.output = json.dumps(output)
            self.stop(execution, "SUCCEEDED")

    def _end_in(self, execution: Execution, seconds: float) -> Steps[None]:
        yield self._life.clock.pause(seconds)
        if execution.is_running:
            self.stop(execution, "TIMED_OUT", TIMEOUT)

    def _measure(self, execution: Execution, what: str) -> None:
        pairs = {"StateMachineArn": execution.machine}
        self._life.measure(execution.region, "AWS/States", f"Executions{what}", pairs, 1)

    def _tell(self, execution: Execution) -> None:
        """The default bus hears of every change of a status."""
        detail = {
            "executionArn": execution.arn,
            "stateMachineArn": execution.machine,
            "name": execution.name,
            "status": execution.status,
            "input": execution.input,
            "output": execution.output,
        }
        event = {"source": "aws.states", "detail-type": "Step Functions Execution Status Change", "detail": detail}
        self._life.events.put(execution.region, {**event, "resources": [execution.arn]})

    def _moment(self, seconds: float) -> datetime:
        return self._life.clock.moment.astimezone(UTC) + timedelta(seconds=seconds - self._life.clock.seconds)

    def _found(self, call: Call) -> Execution:
        found = self.executions.get(call.params["executionArn"])
        if found is None or found.region != call.region:
            raise CallRefusedError(
                "ExecutionDoesNotExist", f"Execution Does Not Exist: '{call.params['executionArn']}'"
            )
        return found

    def _start(self, call: Call) -> dict[str, Any]:
        given = call.params
        try:
            json.loads(given.get("input", "{}"))
        except ValueError as error:
            raise CallRefusedError(
                "InvalidExecutionInput", f"Invalid State Machine Execution Input: '{error}'"
            ) from error
        arn = self.start(call.region, given["stateMachineArn"], given.get("input", "{}"), given.get("name", ""))
        return {"executionArn": arn, "startDate": self._moment(self.executions[arn].started)}

    def _told(self, execution: Execution) -> dict[str, Any]:
        told: dict[str, Any] = {
            "executionArn": execution.arn,
            "stateMachineArn": execution.machine,
            "name": execution.name,
            "status": execution.status,
            "startDate": self._moment(execution.started),
        }
        return told if execution.stopped is None else {**told, "stopDate": self._moment(execution.stopped)}

    def _describe(self, call: Call) -> dict[str, Any]:
        execution = self._found(call)
        told = {**self._told(execution), "input": execution.input, "inputDetails": {"included": True}}
        if execution.output is not None:
            told |= {"output": execution.output, "outputDetails": {"included": True}}
        if execution.error:
            told |= {"error": execution.error, "cause": execution.cause}
        return told

    def _list(self, call: Call) -> dict[str, Any]:
        wanted = call.params.get("statusFilter")
        found = [
            self._told(one)
            for one in reversed(self.executions.values())
            if one.machine == call.params.get("stateMachineArn") and wanted in (None, one.status)
        ]
        return {"executions": found}

    def _history(self, call: Call) -> dict[str, Any]:
        events = [
            {
                "timestamp": self._moment(one["seconds"]),
                **{name: one[name] for name in ("id", "previousEventId", "type")},
            }
            | ({"stateEnteredEventDetails": {"name": one["name"]}} if one["type"].endswith("Entered") else {})
            | ({"stateExitedEventDetails": {"name": one["name"]}} if one["type"].endswith("Exited") else {})
            for one in self._found(call).history
        ]
        return {"events": events[::-1] if call.params.get("reverseOrder") else events}

    def _stop(self, call: Call) -> dict[str, Any]:
        execution = self._found(call)
        if execution.is_running:
            self.stop(execution, "ABORTED", call.params.get("error", ""), call.params.get("cause", ""))
        return {"stopDate": self._moment(execution.stopped or 0)}
