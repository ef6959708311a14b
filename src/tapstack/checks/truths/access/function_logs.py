"""ACCESS-010: the role of a function may write its log."""

from collections.abc import Iterator

from tapstack.access import account, canonical, partition
from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault where streams may not be made, or events not be put."""
    yield from faults(properties["Role"], _needs(properties, view), view)


def _needs(properties: Property, view: View) -> Iterator[Need]:
    function = properties.item
    group = properties["LoggingConfig.LogGroup"]
    name = group.pattern if group.given else f"/aws/lambda/{properties['FunctionName'].pattern or ANY}"
    home = f"arn:{partition(function)}:logs:{function.region}:{account(function)}:log-group"
    place = canonical(f"{home}:{name}", view)
    stream = f"{place}:log-stream:{ANY}"
    yield Need(("logs:CreateLogStream",), stream, also=(place,))
    yield Need(("logs:PutLogEvents",), stream)


ANY = "\ue000Any:name@\ue001"

TRUTH = Truth(
    id="ACCESS-010",
    title="The role of a function may write its log",
    why="The function runs, and what it says is lost: there is no log when something goes wrong.",
    fix="Permit the role logs:CreateLogStream and logs:PutLogEvents on the log group, its ARN ending in :*.",
    source="assumption: AWS Lambda Developer Guide, Sending Lambda function logs to CloudWatch Logs, asks for the"
    " permissions; a function without a log may be meant",
    about=("AWS::Lambda::Function",),
    judge=judge,
    severity=Severity.WARNING,
)
