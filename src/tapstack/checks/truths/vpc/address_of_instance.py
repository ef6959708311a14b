"""VPC-044: an address is given to an instance when the network has its internet gateway."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import network_of
from tapstack.checks.truths.vpc.routing import attachments, subnet_of
from tapstack.graph.stackset import Property


def judge(address: Property, view: View) -> Iterator[Fault]:
    """A fault for an address that does not wait for the gateway of its instance's network."""
    instance = view.find(address["InstanceId"], "AWS::EC2::Instance") if address.has("InstanceId") else None
    if instance is None or not instance["SubnetId"].given:
        return
    vpc = network_of(subnet_of(instance["SubnetId"], view)["VpcId"], view)
    attached = attachments(vpc, None, view)
    if not attached:
        yield Fault(address, f"{vpc} has no internet gateway attached.")
    elif not any(view.before(address.item, attachment) for attachment in attached):
        yield Fault(address, f"{attached[0]} may come later: the address does not depend on it.")


TRUTH = Truth(
    id="VPC-044",
    title="An address is given to an instance after an internet gateway is attached to its network",
    why="EC2 refuses to associate it while no internet gateway is attached: whether the stack comes up is chance.",
    fix="Add DependsOn with the VPCGatewayAttachment to the address.",
    source="resource schema AWS::EC2::EIP, Domain (declare a dependency on the VPC-gateway attachment)",
    about=("AWS::EC2::EIP",),
    judge=judge,
)
