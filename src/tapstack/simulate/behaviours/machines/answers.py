"""What Step Functions answers when it is asked about executions.

Source: botocore stepfunctions; pages are of 100, and of 1,000 at most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.machines.history import without_data
from tapstack.simulate.behaviours.machines.payload import text
from tapstack.simulate.cloud.calls import CallRefusedError
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.machines.execution import Execution
    from tapstack.simulate.cloud.calls import Call

_UNSUPPORTED = (
    *("RedriveExecution", "StartSyncExecution", "TestState", "ListMapRuns", "DescribeMapRun", "UpdateMapRun"),
    *("CreateActivity", "GetActivityTask", "PublishStateMachineVersion", "CreateStateMachineAlias"),
)


class Answers:
    """Tells of ``executions``, which are by their ARN."""

    def __init__(self, life: Life, executions: Mapping[str, Execution]) -> None:
        self._life = life
        self._executions = executions
        calls = life.cloud.calls
        calls.answer("stepfunctions:DescribeExecution", self._describe)
        calls.answer("stepfunctions:DescribeStateMachineForExecution", self._machine)
        calls.answer("stepfunctions:ListExecutions", self._list)
        calls.answer("stepfunctions:GetExecutionHistory", self._history)
        for operation in _UNSUPPORTED:
            calls.answer(f"stepfunctions:{operation}", _refuse)

    def found(self, call: Call) -> Execution:
        """The execution that a call is about. Raises CallRefusedError."""
        arn = call.params["executionArn"]
        execution = self._executions.get(arn)
        if execution is None or execution.region != call.region:
            raise CallRefusedError("ExecutionDoesNotExist", f"Execution Does Not Exist: '{arn}'")
        return execution

    def moment(self, seconds: float) -> datetime:
        """The date and time of a time of the simulation."""
        return self._life.clock.moment.astimezone(UTC) + timedelta(seconds=seconds - self._life.clock.seconds)

    def _about(self, execution: Execution) -> dict[str, Any]:
        about: dict[str, Any] = {
            "executionArn": execution.arn,
            "stateMachineArn": execution.machine,
            "name": execution.name,
            "status": execution.status,
            "startDate": self.moment(execution.started),
        }
        return about if execution.stopped is None else {**about, "stopDate": self.moment(execution.stopped)}

    def _describe(self, call: Call) -> dict[str, Any]:
        execution = self.found(call)
        about = {**self._about(execution), "input": execution.input, "inputDetails": {"included": True}}
        if execution.output is not None:
            about |= {"output": execution.output, "outputDetails": {"included": True}}
        return about | {name: value for name in ("error", "cause") if (value := getattr(execution, name))}

    def _machine(self, call: Call) -> dict[str, Any]:
        execution = self.found(call)
        return {
            "stateMachineArn": execution.machine,
            "name": execution.machine.rpartition(":")[2],
            "definition": text(execution.definition),
            "roleArn": execution.role,
            "updateDate": self.moment(execution.started),
        }

    def _list(self, call: Call) -> dict[str, Any]:
        machine, wanted = call.params.get("stateMachineArn"), call.params.get("statusFilter")
        if machine is None:
            raise UnsupportedError("ListExecutions by a map run: distributed Maps are not simulated.")
        found = [one for one in self._executions.values() if one.machine == machine and one.region == call.region]
        found = [one for one in reversed(found) if wanted in (None, one.status)]
        return _page(call, "executions", [self._about(one) for one in found])

    def _history(self, call: Call) -> dict[str, Any]:
        events = self.found(call).history.events
        ordered = events[::-1] if call.params.get("reverseOrder") else events
        page = _page(call, "events", ordered)
        whole = call.params.get("includeExecutionData", True)
        page["events"] = [self._event(one if whole else without_data(one)) for one in page["events"]]
        return page

    def _event(self, event: Mapping[str, Any]) -> dict[str, Any]:
        told = {name: value for name, value in event.items() if name != "seconds"}
        return {"timestamp": self.moment(event["seconds"]), **told}


def _page(call: Call, name: str, found: Sequence[Any]) -> dict[str, Any]:
    """As many as are asked for, from where the last page ended."""
    try:
        start = int(call.params.get("nextToken", "0"))
    except ValueError as error:
        raise CallRefusedError("InvalidToken", f"Invalid Token: '{call.params['nextToken']}'") from error
    end = start + (call.params.get("maxResults") or 100)
    page: dict[str, Any] = {name: list(found[start:end])}
    return {**page, "nextToken": str(end)} if end < len(found) else page


def _refuse(call: Call) -> dict[str, Any]:
    raise UnsupportedError(f"stepfunctions:{call.operation} is not simulated.")
