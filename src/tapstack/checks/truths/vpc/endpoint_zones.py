"""VPC-025: an interface endpoint has one subnet in a zone."""

from collections.abc import Iterator
from itertools import combinations

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.endpoints import kind
from tapstack.checks.truths.vpc.zones import same_zone, subnets_of
from tapstack.graph.stackset import Item, Property


def judge(endpoint: Property, view: View) -> Iterator[Fault]:
    """A fault for two subnets in one zone."""
    if kind(endpoint) == "Interface" and endpoint.has("SubnetIds"):
        subnets = subnets_of(endpoint["SubnetIds"], view)
        yield from one_by_one(combinations(subnets, 2), lambda pair: _apart(endpoint["SubnetIds"], *pair))


def _apart(at: Property, one: Item, other: Item) -> Iterator[Fault]:
    if one is other or same_zone(one, other):
        yield Fault(at, f"{one} and {other} are in one zone.")


TRUTH = Truth(
    id="VPC-025",
    title="An interface endpoint has at most one subnet in each zone",
    why="EC2 refuses the endpoint: DuplicateSubnetsInSameZone, and the stack fails.",
    fix="Choose one subnet for each zone.",
    source="terraform-aws-modules/terraform-aws-vpc#583 and #451 (DuplicateSubnetsInSameZone)",
    about=("AWS::EC2::VPCEndpoint",),
    judge=judge,
)
