"""ACCESS-020: the role of a flow log may write to its log group."""

from collections.abc import Iterator

from tapstack.access import account, canonical, partition
from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_STREAM = "\ue000Any:stream@\ue001"


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for what the role may not do, of what writing records takes."""
    if properties["LogGroupName"].given:
        yield from faults(properties["DeliverLogsPermissionArn"], _needs(properties, view), view)


def _needs(properties: Property, view: View) -> Iterator[Need]:
    item = properties.item
    name = properties["LogGroupName"].pattern
    group = canonical(f"arn:{partition(item)}:logs:{item.region}:{account(item)}:log-group:{name}", view)
    stream = f"{group}:log-stream:{_STREAM}"
    yield Need(("logs:CreateLogStream",), stream, also=(group,))
    yield Need(("logs:PutLogEvents",), stream)


TRUTH = Truth(
    id="ACCESS-020",
    title="The role of a flow log may write to its log group",
    why="The flow log is made and reports an access error as its delivery status: no record is ever kept.",
    fix="Permit logs:CreateLogStream and logs:PutLogEvents on the log group, its ARN ending in :*.",
    source="Amazon VPC User Guide (https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html), IAM"
    " role for publishing flow logs",
    about=("AWS::EC2::FlowLog",),
    judge=judge,
    later=True,
)
