"""The outputs of a stack, and what it exports."""

from __future__ import annotations

from tapstack.simulate.engine.exports import clash
from tapstack.simulate.engine.job import Job
from tapstack.simulate.engine.settle import settled
from tapstack.simulate.resources import UnsupportedError


def fill_outputs(job: Job) -> str:
    """Work out every output now that all resources are there.

    Gives the reason why they cannot be so, and leaves them as they were: an export's name is taken, or what is
    exported now is in use. Empty where all is well.
    """
    live, definition = job.live, job.definition
    outputs: dict[str, str] = {}
    exports: dict[str, str] = {}
    for name in definition.stack.outputs:
        try:
            body = settled(job.filling.output(name), lambda value: job.hands.look_up(definition, value), name)
        except UnsupportedError as error:
            if job.hands.strict:
                raise
            return str(error)
        value = body.get("Value")
        outputs[name] = ",".join(map(str, value)) if isinstance(value, list) else str(value)
        export = body.get("Export") or {}
        if "Name" in export:
            exports[str(export["Name"])] = outputs[name]
    why = clash(job.hands.stacks.values(), live, exports)
    if not why:
        live.outputs, live.exports = outputs, exports
    return why
