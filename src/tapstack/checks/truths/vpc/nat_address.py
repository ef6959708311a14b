"""VPC-016: a public NAT gateway has an address of its own, a private one has none."""

from collections.abc import Iterator

from tapstack.checks.truths.others import others
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(nat: Property, view: View) -> Iterator[Fault]:
    """A fault for an address too few, too many, or that of another NAT gateway."""
    address = nat["AllocationId"]
    private = nat["ConnectivityType"].equals("private")
    if private and address.given:
        yield Fault(address, "A private NAT gateway has an AllocationId.")
    if nat["AvailabilityMode"].is_in("regional") or private:
        return
    if not address.given:
        yield Fault(nat, "A public NAT gateway has no AllocationId.")
        return
    for other in others(nat, view):
        if other["AllocationId"].given and other["AllocationId"].pattern == address.pattern:
            yield Fault(address, f"{address.shown} is the address of {other} too.")


TRUTH = Truth(
    id="VPC-016",
    title="A public NAT gateway has an address of its own; a private one has none",
    why="EC2 refuses the gateway (or it fails: the address is already associated), and the stack fails.",
    fix="Give each public NAT gateway the AllocationId of an AWS::EC2::EIP of its own.",
    source="resource schema AWS::EC2::NatGateway, AllocationId; Amazon VPC User Guide: Troubleshoot NAT gateways"
    " (Elastic IP address already associated)",
    about=("AWS::EC2::NatGateway",),
    judge=judge,
)
