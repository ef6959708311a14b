"""VPC-014: an address and a NAT gateway are made when the network has its internet gateway."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import network_of
from tapstack.checks.truths.vpc.routing import attachments, subnet_of
from tapstack.graph.stackset import Property


def judge(nat: Property, view: View) -> Iterator[Fault]:
    """A fault for a public NAT gateway in a network that has no internet gateway, or may have none yet."""
    if not nat["ConnectivityType"].is_in("", "public") or not nat.has("SubnetId"):
        return
    vpc = network_of(subnet_of(nat["SubnetId"], view)["VpcId"], view)
    attached = attachments(vpc, None, view)
    if not attached:
        yield Fault(nat, f"{vpc} has no internet gateway attached.")
    elif not any(view.before(nat.item, attachment) for attachment in attached):
        yield Fault(nat, f"{attached[0]} may come later: the NAT gateway does not depend on it.")


TRUTH = Truth(
    id="VPC-014",
    title="A public NAT gateway is made after an internet gateway is attached to its network",
    why="The NAT gateway ends in the status failed (the network has no internet gateway attached), and so does the"
    " stack.",
    fix="Add DependsOn with the VPCGatewayAttachment, or with the route to the internet gateway.",
    source="Amazon VPC User Guide"
    " (https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html): creation"
    " fails where the network has no internet gateway attached",
    about=("AWS::EC2::NatGateway",),
    judge=judge,
)
