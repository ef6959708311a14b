"""VPC-045: the networks of several regions have ranges apart."""

from collections.abc import Iterator
from ipaddress import IPv4Network

from tapstack.checks.truths.joined import joined
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import VPC, ranges
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(vpc: Property, view: View) -> Iterator[Fault]:
    """A fault for each network of an earlier region whose range meets this one's."""
    if not joined(view):
        return
    own = ranges(vpc.item, view)
    for region in view.regions[: view.regions.index(vpc.item.region)]:
        for other in view.all(VPC, region=region):
            if other.logical_id == vpc.item.logical_id and _meet(own, ranges(other, view)):
                yield Fault(vpc["CidrBlock"], f"The range {vpc['CidrBlock'].shown} overlaps that of {other}.")


def _meet(own: list[IPv4Network], others: list[IPv4Network]) -> bool:
    return any(one.overlaps(other) for one in own for other in others)


TRUTH = Truth(
    id="VPC-045",
    title="The networks of the regions have ranges that do not overlap",
    why="Networks with overlapping ranges cannot be peered: the request ends as failed.",
    fix="Give each region a range of its own, by a parameter or a mapping.",
    source="botocore ec2 CreateVpcPeeringConnection (overlapping ranges fail); that the networks are to be joined is an"
    " assumption",
    about=(VPC,),
    judge=judge,
    severity=Severity.WARNING,
)
