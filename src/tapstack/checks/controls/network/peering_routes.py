"""NET-09: both networks of a peering connection route to each other, and through it to nowhere else."""

from collections.abc import Iterator
from ipaddress import IPv4Network

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.controls.iam.reading import called
from tapstack.checks.truths.code.providers import provider
from tapstack.checks.truths.code.source import python
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.peers import sides
from tapstack.checks.truths.vpc.ranges import network_of, parsed, ranges
from tapstack.checks.truths.vpc.routing import PEERING, ROUTE, destination, handed_to, named, route_by, table_of
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render.pattern import pattern


def judge(peering: Property, view: View) -> Iterator[Fault]:
    """A fault for each network without a route, and for each route to more than the other network."""
    mine, theirs = sides(peering, view)
    pairs = ((mine, theirs), (theirs, mine))
    yield from one_by_one(pairs, lambda pair: _side(peering, *pair, view))


def _side(peering: Property, own: Item, other: Item, view: View) -> Iterator[Fault]:
    """The routes of ``own`` through the connection, made by a stack or by the code that is handed it."""
    through = [route for route in view.all(ROUTE) if named(route["VpcPeeringConnectionId"], peering.item, view)]
    routes = [route for route in through if network_of(table_of(route, view)["VpcId"], view) is own]
    for route in routes:
        to = destination(route)
        if to is None or not any(to.subnet_of(block) for block in ranges(other, view)):
            where = route["DestinationCidrBlock"]
            yield Fault(peering, f"{route} leads {where.shown} through {peering.item}, which is not only {other}.")
    if not routes:
        yield from _by_code(peering, own, other, view)


def _by_code(peering: Property, own: Item, other: Item, view: View) -> Iterator[Fault]:
    """A custom resource makes the routes of the network in another region, which no stack can."""
    custom = handed_to(peering.item, view) if own.region != peering.item.region else None
    if custom is None:
        yield Fault(peering, f"No table of {own} has a route to {other} through {peering.item}.")
        return
    told = set(_blocks(custom))
    if not told or not told <= set(ranges(other, view)) or not _in(custom, own.region):
        values = ", ".join(map(str, sorted(told))) or "no range"
        yield Fault(peering, f"{custom} is to make the routes of {own}; it is told {values}, not what {other} has.")
    elif not _makes_routes(custom, view):
        raise route_by(custom, f"of {own} through {peering.item}")


def _blocks(custom: Item) -> Iterator[IPv4Network]:
    for _, value in custom.leaves:
        network = parsed(pattern(value))
        if network is not None:
            yield network


def _in(custom: Item, region: str) -> bool:
    return any(pattern(value) == region for _, value in custom.leaves)


def _makes_routes(custom: Item, view: View) -> bool:
    """Whether the code behind a custom resource makes routes."""
    function = provider(custom["ServiceToken"], view)
    code = python(function) if function else None
    if code is None:
        raise NotKnown(f"the code behind {custom} is no Python in the template")
    return "ec2:createroute" in called(code).actions


CONTROL = ControlCheck(
    name="PEERING_ROUTED_BOTH_WAYS",
    title="Both networks of a peering connection route to each other through it, and nowhere else",
    why="Without a route on each side answers do not come back; a wider route sends what is meant for others to the"
    " peer, where it is lost.",
    fix="Route exactly the range of the network at the other end, on each side.",
    source="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html; assumption: a custom resource"
    " that is told the connection, region and range makes the routes, if its code asks for ec2:CreateRoute",
    controls=("NET-09",),
    about=(PEERING,),
    judge=judge,
)
