"""ACCESS-012: the role of a function that is traced may put segments."""

from collections.abc import Iterator

from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault where it may not."""
    mode = properties["TracingConfig.Mode"]
    if mode.given and mode.equals("Active"):
        needs = (Need(("xray:PutTraceSegments",), "*"), Need(("xray:PutTelemetryRecords",), "*"))
        yield from faults(properties["Role"], needs, view)


TRUTH = Truth(
    id="ACCESS-012",
    title="The role of a function with active tracing may put trace segments",
    why="Lambda refuses the function, for the execution role may not call PutTraceSegments on XRay, or the traces are"
    " lost.",
    fix="Attach AWSXRayDaemonWriteAccess, or permit xray:PutTraceSegments and xray:PutTelemetryRecords on *.",
    source="AWS Lambda Developer Guide, Visualize Lambda function invocations using AWS X-Ray: the execution role needs"
    " xray:PutTraceSegments and xray:PutTelemetryRecords; coinbase/fenrir#1 quotes the refusal",
    about=("AWS::Lambda::Function",),
    judge=judge,
)
