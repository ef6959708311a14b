"""CFN-012: a custom resource's function inside a network reaches the bucket that its answer goes to."""

from collections.abc import Iterator

from tapstack.checks.truths.cfn.providers import provider
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Item, Property

_WAYS_OUT = ("AWS::EC2::NatGateway", "AWS::EC2::TransitGatewayAttachment", "AWS::EC2::VPCPeeringConnection")


def judge(token: Property, view: View) -> Iterator[Fault]:
    """A fault for a function in subnets of the stack, which makes no endpoint of S3 and no way out."""
    function = provider(token, view)
    subnets = function["VpcConfig.SubnetIds"].items if function else []
    if not subnets or function is None or _leads_out(function.region, view):
        return
    if all(view.find(subnet, "AWS::EC2::Subnet") for subnet in subnets):
        yield Fault(token, f"{function} is in a network without an endpoint of S3 or a way out, and cannot answer.")


def _leads_out(region: str, view: View) -> bool:
    """Whether any such thing is made, known or not to be of this network."""
    endpoints = view.all("AWS::EC2::VPCEndpoint", region=region)
    return bool(view.all(*_WAYS_OUT, region=region)) or any(map(_may_be_of_s3, endpoints))


def _may_be_of_s3(endpoint: Item) -> bool:
    name = endpoint["ServiceName"]
    return not name.known or str(name.raw).endswith(".s3")


TRUTH = Truth(
    id="CFN-012",
    title="A custom resource's function in a network reaches S3",
    why="It sends its answer to a bucket of CloudFormation; where it cannot, the stack waits for an hour and fails.",
    fix="Leave out VpcConfig, or add a gateway endpoint of S3 or a NAT gateway to the route tables of its subnets.",
    source="CloudFormation Template Reference AWS::CloudFormation::CustomResource, note (custom resources in a VPC need"
    " access to buckets of S3); a warning, for something outside of the stack may lead out",
    about=("Custom::*",),
    at="ServiceToken",
    judge=judge,
    severity=Severity.WARNING,
)
