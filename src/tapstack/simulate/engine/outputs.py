"""The outputs of a stack, and what it exports."""

from __future__ import annotations

from tapstack.simulate.engine.job import Job
from tapstack.simulate.engine.settle import settled


def fill_outputs(job: Job) -> None:
    """Work out every output now that all resources are there."""
    live, definition = job.live, job.definition
    live.outputs, live.exports = {}, {}
    for name in definition.stack.outputs:
        body = settled(job.filling.output(name), lambda value: job.hands.look_up(definition, value), name)
        value = body.get("Value")
        live.outputs[name] = ",".join(map(str, value)) if isinstance(value, list) else str(value)
        export = body.get("Export") or {}
        if "Name" in export:
            live.exports[str(export["Name"])] = live.outputs[name]
