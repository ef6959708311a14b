"""ACCESS-017: the role of a state machine may do what its tasks do."""

from collections.abc import Iterator

from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.access.states import definition, needs_of, tasks
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each thing that a task calls and the role may not."""
    yield from faults(properties["RoleArn"], _needs(properties, view), view)


def _needs(properties: Property, view: View) -> Iterator[Need]:
    found: dict[tuple[tuple[str, ...], str], Need] = {}
    doubt: NotKnown | None = None
    for task in tasks(definition(properties)):
        try:
            found.update({(need.actions, need.resource): need for need in needs_of(task, view)})
        except NotKnown as unknown:
            doubt = doubt or unknown
    yield from found.values()
    if doubt is not None:
        raise doubt


TRUTH = Truth(
    id="ACCESS-017",
    title="The role of a state machine may call what its tasks call",
    why="The state machine is made; the execution fails at that task with an access error, perhaps in the middle of a"
    " migration.",
    fix="Permit the role the action of each task: lambda:InvokeFunction on the function, events:PutEvents on the bus,"
    " sqs:SendMessage on the queue.",
    source="AWS Step Functions Developer Guide, IAM policies for integrated services",
    about=("AWS::StepFunctions::StateMachine",),
    judge=judge,
    later=True,
)
