"""What is told of executions: metrics, and events on the default bus.

Source: Step Functions Developer Guide, "Monitoring Step Functions metrics using Amazon CloudWatch" and "Automating Step
Functions event delivery with EventBridge", whose examples have every member, null where there is nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.machines.execution import Execution

_METRICS = {
    "RUNNING": "Started",
    "SUCCEEDED": "Succeeded",
    "FAILED": "Failed",
    "TIMED_OUT": "TimedOut",
    "ABORTED": "Aborted",
}


def tell(life: Life, execution: Execution) -> None:
    """An execution has got the status that it has."""
    pairs = {"StateMachineArn": execution.machine}
    life.measure(execution.region, "AWS/States", f"Executions{_METRICS[execution.status]}", pairs, 1)
    if execution.stopped is not None:
        took = 1000 * (execution.stopped - execution.started)
        life.measure(execution.region, "AWS/States", "ExecutionTime", pairs, took)
        name, text = execution.machine.rpartition(":")[2], f"{execution.status} {execution.error}".strip()
        life.timeline.note(name, text, execution.region)
    event = {"source": "aws.states", "detail-type": "Step Functions Execution Status Change"}
    life.events.put(execution.region, {**event, "detail": _detail(life, execution), "resources": [execution.arn]})


def _detail(life: Life, execution: Execution) -> dict[str, Any]:
    now, began = life.clock.moment.timestamp(), life.clock.seconds
    times = {"startDate": execution.started, "stopDate": execution.stopped}
    whole = {"included": True}
    return {
        "executionArn": execution.arn,
        "stateMachineArn": execution.machine,
        "name": execution.name,
        "status": execution.status,
        **{name: None if at is None else round(1000 * (now + at - began)) for name, at in times.items()},
        "input": execution.input,
        "inputDetails": whole,
        "output": execution.output,
        "outputDetails": whole if execution.output is not None else None,
        "error": execution.error or None,
        "cause": execution.cause or None,
    }
