"""VPC-020: an internet gateway belongs to one network, and a network has one."""

from collections.abc import Iterator

from tapstack.checks.truths.others import others
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(attachment: Property, view: View) -> Iterator[Fault]:
    """A fault for two gateways in one attachment or none, and for another attachment of either side."""
    kinds = [name for name in ("InternetGatewayId", "VpnGatewayId") if attachment.has(name)]
    if not kinds:
        yield Fault(attachment, "The attachment names no gateway.")
    for kind in kinds:
        for other in others(attachment, view):
            for name in (kind, "VpcId"):
                if other[kind].given and other[name].pattern == attachment[name].pattern:
                    yield Fault(attachment[name], f"{attachment[name].shown} has another attachment: {other}.")


TRUTH = Truth(
    id="VPC-020",
    title="An internet gateway is attached to one network, and a network has one internet gateway",
    why="EC2 refuses the second attachment: Resource.AlreadyAssociated or InvalidParameterValue, and the stack fails.",
    fix="Keep one attachment a network and gateway.",
    source="badmintoncryer/cdk-preflight (pf-ec2-vpc-single-igw) quotes the refusal: already has an internet"
    " gateway attached",
    about=("AWS::EC2::VPCGatewayAttachment",),
    judge=judge,
)
