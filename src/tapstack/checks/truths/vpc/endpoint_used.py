"""VPC-023: an endpoint stands somewhere."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.endpoints import kind
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_STANDS = {"Gateway": "RouteTableIds", "Interface": "SubnetIds"}


def judge(endpoint: Property, _: View) -> Iterator[Fault]:
    """A fault for a gateway in no route table, and for an interface in no subnet."""
    name = _STANDS.get(kind(endpoint), "")
    if name and not (endpoint.has(name) and endpoint[name].items):
        yield Fault(endpoint, f"The endpoint has no {name}: nothing goes through it.")


TRUTH = Truth(
    id="VPC-023",
    title="A gateway endpoint is in a route table, an interface endpoint in a subnet",
    why="AWS takes it, and nothing reaches the service through it: calls go out another way, or time out.",
    fix="Name the route tables of the subnets that use it, or the subnets that it stands in.",
    source="assumption: nobody adds tables or subnets later; resource schema AWS::EC2::VPCEndpoint",
    about=("AWS::EC2::VPCEndpoint",),
    judge=judge,
    severity=Severity.WARNING,
)
