"""NET-07: no route of a private subnet leads to an internet gateway."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.controls.network.private import standing_in
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import SUBNET
from tapstack.checks.truths.vpc.routing import IGW, routes_of, tables_of
from tapstack.graph.stackset import Item, NotKnown, Property

_OTHERS = "AWS::EC2::VPNGateway"


def judge(subnet: Property, view: View) -> Iterator[Fault]:
    """A fault for each route to an internet gateway in the table of a subnet with functions or endpoints in it."""
    inside = next(standing_in(subnet.item, view), None)
    if inside is None:
        raise NotAskedError(f"{subnet.item} holds no function and no interface endpoint")
    tables = tables_of(subnet.item, view)
    if not tables:
        raise NotKnown(f"{subnet.item} keeps the main table of its network, whose routes no stack makes")
    routes = [route for route in routes_of(tables[0], view) if route["GatewayId"].given]
    yield from one_by_one(routes, lambda route: _route(route, inside, subnet, view))


def _route(route: Item, inside: Item, subnet: Property, view: View) -> Iterator[Fault]:
    gateway = route["GatewayId"]
    if gateway.pattern.startswith(("local", "vgw-")):
        return
    found = view.find(gateway, IGW, _OTHERS)
    if found is None or found.type == IGW:
        message = f"{route.logical_id} leads from {subnet.item}, where {inside.logical_id} stands, to {gateway.shown}."
        yield Fault(subnet, message)


CONTROL = ControlCheck(
    name="PRIVATE_SUBNET_WITHOUT_INTERNET_GATEWAY",
    title="No subnet of functions or interface endpoints routes to an internet gateway",
    why="A subnet with such a route is public: one address assigned by mistake, and what is in it is on the internet.",
    fix="Take the route out of the subnet's table; let a NAT gateway in another subnet lead out.",
    source="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html; that what stands there is"
    " private is this control's own",
    controls=("NET-07",),
    about=(SUBNET,),
    judge=judge,
)
