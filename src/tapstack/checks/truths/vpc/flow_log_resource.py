"""VPC-036: a flow log is of a resource of the type that it says, and says which traffic."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_TYPES = {
    "VPC": "AWS::EC2::VPC",
    "Subnet": "AWS::EC2::Subnet",
    "NetworkInterface": "AWS::EC2::NetworkInterface",
    "TransitGateway": "AWS::EC2::TransitGateway",
    "TransitGatewayAttachment": "AWS::EC2::TransitGatewayAttachment",
    "RegionalNatGateway": "AWS::EC2::NatGateway",
}


def judge(log: Property, view: View) -> Iterator[Fault]:
    """A fault for a resource of another type, and for no TrafficType where one is needed."""
    kind = log["ResourceType"].text
    if kind in {"VPC", "Subnet", "NetworkInterface"} and not log.has("TrafficType"):
        yield Fault(log, f"The flow log of a {kind} has no TrafficType.")
    found = view.find(log["ResourceId"], *_TYPES.values())
    if found is None:
        yield Fault(log["ResourceId"], f"No stack makes {log['ResourceId'].shown}.")
    elif kind in _TYPES and found.type != _TYPES[kind]:
        yield Fault(log["ResourceId"], f"{found} is no {kind}.")


TRUTH = Truth(
    id="VPC-036",
    title="A flow log is of a resource of its ResourceType, and has TrafficType",
    why="EC2 refuses the flow log: InvalidParameter or the id is malformed, and the stack fails.",
    fix="Name the resource that ResourceType says, and set TrafficType to ALL, ACCEPT or REJECT.",
    source="resource schema AWS::EC2::FlowLog (ResourceType and ResourceId); botocore ec2 CreateFlowLogs.TrafficType",
    about=("AWS::EC2::FlowLog",),
    judge=judge,
)
