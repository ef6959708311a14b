"""ACCESS-018: the role of a state machine may set up the delivery of its log."""

from collections.abc import Iterator

from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_ACTIONS = (
    "CreateLogDelivery",
    "GetLogDelivery",
    "UpdateLogDelivery",
    "DeleteLogDelivery",
    "ListLogDeliveries",
    "PutResourcePolicy",
    "DescribeResourcePolicies",
    "DescribeLogGroups",
)


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for the actions that the role lacks, if anything is logged."""
    logging = properties["LoggingConfiguration"]
    if logging["Destinations"].items and not (logging.has("Level") and logging["Level"].equals("OFF")):
        yield from faults(properties["RoleArn"], (Need((f"logs:{name}",), "*") for name in _ACTIONS), view)


TRUTH = Truth(
    id="ACCESS-018",
    title="The role of a state machine that logs may set up log deliveries",
    why="Step Functions refuses the state machine: its role is not authorized to access the log destination; the stack"
    " fails.",
    fix="Permit the role logs:CreateLogDelivery and the seven that go with it, on Resource *.",
    source="aws/aws-cdk#26432 and go-to-k/cdkd#2791 quote the refusal and the actions; Step Functions"
    " Developer Guide (https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html): all on"
    " Resource *",
    about=("AWS::StepFunctions::StateMachine",),
    judge=judge,
)
