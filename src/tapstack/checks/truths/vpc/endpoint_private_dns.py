"""VPC-026: a network in which an endpoint has private names resolves names."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.endpoints import kind
from tapstack.checks.truths.vpc.ranges import network_of
from tapstack.graph.stackset import Property


def judge(endpoint: Property, view: View) -> Iterator[Fault]:
    """A fault for each of the two attributes that the network has not."""
    if kind(endpoint) != "Interface" or not endpoint["PrivateDnsEnabled"].flag:
        return
    vpc = network_of(endpoint["VpcId"], view)
    for name, default in (("EnableDnsHostnames", False), ("EnableDnsSupport", True)):
        if not vpc[name].flag_or(default):
            yield Fault(endpoint["PrivateDnsEnabled"], f"PrivateDnsEnabled is true, and {vpc} has not {name}.")


TRUTH = Truth(
    id="VPC-026",
    title="A network with an endpoint that has private DNS names has both DNS attributes",
    why="EC2 refuses the endpoint: private DNS needs EnableDnsSupport and EnableDnsHostnames, and the stack fails.",
    fix="Set EnableDnsHostnames and EnableDnsSupport of the network to true.",
    source="botocore ec2 CreateVpcEndpoint.PrivateDnsEnabled (the two attributes must be true)",
    about=("AWS::EC2::VPCEndpoint",),
    judge=judge,
)
