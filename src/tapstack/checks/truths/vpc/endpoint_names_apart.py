"""VPC-027: no two endpoints of one service stand in each other's way."""

from collections.abc import Iterator

from tapstack.checks.truths.others import others
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.endpoints import kind
from tapstack.graph.stackset import Item, Property


def judge(endpoint: Property, view: View) -> Iterator[Fault]:
    """A fault for another endpoint with the same private names, or in the same route table."""
    mine = kind(endpoint)
    for other in others(endpoint, view):
        alike = all(other[name].given and other[name].pattern == endpoint[name].pattern for name in _SAME)
        if not alike or kind(other) != mine:
            continue
        if mine == "Interface" and endpoint["PrivateDnsEnabled"].flag and other["PrivateDnsEnabled"].flag:
            yield Fault(endpoint["PrivateDnsEnabled"], f"{other} has the private names of the service too.")
        if mine == "Gateway":
            yield from _tables(endpoint, other)


_SAME = ("VpcId", "ServiceName")


def _tables(endpoint: Property, other: Item) -> Iterator[Fault]:
    taken = {table.pattern for table in other["RouteTableIds"].items}
    for table in endpoint["RouteTableIds"].items:
        if table.pattern in taken:
            yield Fault(table, f"{other} has a route to the service in {table.shown} too.")


TRUTH = Truth(
    id="VPC-027",
    title="A service has one endpoint with private names in a network, and one gateway in a route table",
    why="EC2 refuses the second: a conflicting DNS domain, or RouteAlreadyExists, and the stack fails.",
    fix="Keep one endpoint, or turn PrivateDnsEnabled off for the second.",
    source="hashicorp/terraform-provider-aws#17535 (conflicting DNS domain); aws-cloudformation/cfn-lint#4492; Amazon"
    " EC2 API Reference: RouteAlreadyExists",
    about=("AWS::EC2::VPCEndpoint",),
    judge=judge,
)
