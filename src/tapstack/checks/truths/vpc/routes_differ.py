"""VPC-011: no two routes of one table have the same destination."""

from collections.abc import Iterator

from tapstack.checks.truths.others import others
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import parsed
from tapstack.checks.truths.vpc.routing import DESTINATIONS
from tapstack.graph.stackset import Property
from tapstack.render.pattern import is_whole


def judge(route: Property, view: View) -> Iterator[Fault]:
    """A fault for another route of the same table to the same addresses."""
    mine = _key(route)
    for other in others(route, view):
        if _key(other.properties) == mine:
            yield Fault(route, f"{other} of the same table leads to {mine[2]} too.")


def _key(route: Property) -> tuple[str, str, str]:
    name = next((name for name in DESTINATIONS if route.has(name)), "")
    text = route[name].pattern if name else ""
    network = parsed(text) if name == DESTINATIONS[0] and is_whole(text) else None
    return route["RouteTableId"].pattern, name, str(network or text)


TRUTH = Truth(
    id="VPC-011",
    title="No two routes of one table have the same destination",
    why="EC2 refuses the second: RouteAlreadyExists, and the stack fails.",
    fix="Remove one of the routes, or let a condition choose between them.",
    source="40net-cloud/fortinet-aws-solutions#6 and terraform-aws-modules/terraform-aws-vpc#44 quote the"
    " refusal: RouteAlreadyExists",
    about=("AWS::EC2::Route",),
    judge=judge,
)
