"""ACCESS-019: the role of a state machine that is traced may put segments."""

from collections.abc import Iterator

from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_ACTIONS = ("xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets")


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for the actions that the role lacks."""
    tracing = properties["TracingConfiguration.Enabled"]
    if tracing.given and tracing.flag:
        yield from faults(properties["RoleArn"], (Need((name,), "*") for name in _ACTIONS), view)


TRUTH = Truth(
    id="ACCESS-019",
    title="The role of a traced state machine may put trace segments and get sampling rules",
    why="Executions run untraced: X-Ray refuses every segment, and nobody is told.",
    fix="Permit xray:PutTraceSegments, PutTelemetryRecords, GetSamplingRules and GetSamplingTargets on Resource *.",
    source="Step Functions Developer Guide"
    " (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html): the machine's"
    " role needs a policy that lets X-Ray trace",
    about=("AWS::StepFunctions::StateMachine",),
    judge=judge,
    later=True,
)
