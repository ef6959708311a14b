"""NET-02: each network has a flow log of all traffic."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.routing import named
from tapstack.graph.stackset import Item, NotKnown, Property

LOG = "AWS::EC2::FlowLog"


def judge(vpc: Property, view: View) -> Iterator[Fault]:
    """A fault where no flow log records all traffic of the network."""
    logs = [log for log in view.all(LOG, region=vpc.item.region) if named(log["ResourceId"], vpc.item, view)]
    whole = [log for log in logs if log["TrafficType"].equals("ALL")]
    if any(log.certain for log in whole):
        return
    if whole:
        raise NotKnown(f"whether {whole[0]} is made is not known")
    yield Fault(vpc, _lacking(vpc.item, logs))


def _lacking(vpc: Item, logs: list[Item]) -> str:
    if not logs:
        return f"{vpc} has no flow log."
    return f"{vpc} has a flow log of {logs[0]['TrafficType'].shown} traffic only."


CONTROL = ControlCheck(
    name="NETWORK_TRAFFIC_LOGGED",
    title="A network has a flow log of all traffic",
    why="Without it nobody can say afterwards who reached what, nor what was refused.",
    fix="Add an AWS::EC2::FlowLog of the network with TrafficType ALL.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6; resource schema"
    " AWS::EC2::FlowLog (TrafficType)",
    controls=("NET-02",),
    about=("AWS::EC2::VPC",),
    judge=judge,
)
