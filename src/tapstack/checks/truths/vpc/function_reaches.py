"""VPC-040: a function in a network reaches the services that it calls."""

from collections.abc import Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.callers import Called, calls, endpoints_of, leads_out, networks_of, reached
from tapstack.checks.truths.vpc.zones import subnets_of
from tapstack.graph.stackset import Item, NotKnown, Property


def judge(function: Property, view: View) -> Iterator[Fault]:
    """A fault for each service that is called from a subnet without an endpoint or another way to it."""
    if not function.has("VpcConfig.SubnetIds") or not function["VpcConfig.SubnetIds"].items:
        return
    subnets = subnets_of(function["VpcConfig.SubnetIds"], view)
    closed = [subnet for subnet in subnets if not leads_out(subnet, view)]
    if closed:
        there = endpoints_of(networks_of(subnets, view), view)
        yield from one_by_one(calls(function, view), lambda called: _called(function, called, closed, there, view))


def _called(
    function: Property, called: Called, closed: list[Item], there: dict[str, Item], view: View
) -> Iterator[Fault]:
    ways = [there[name] for name in called.endpoints if name in there]
    cut_off = [subnet for subnet in closed if not any(reached(subnet, way, view) for way in ways)]
    if not cut_off:
        return
    words = f"{cut_off[0]} has no way to {called.client}: no endpoint and no route to 0.0.0.0/0 but an internet gateway"
    if not called.certain:
        raise NotKnown(f"{words}; whether the function calls it is not known")
    yield Fault(function["VpcConfig"], f"{words}; the function calls it.")


TRUTH = Truth(
    id="VPC-040",
    title="A function in a network reaches the services that it calls: by an endpoint or a NAT gateway",
    why="AWS takes it; every call to the service waits until the function times out. A function has no public address,"
    " so that an internet gateway does not help it.",
    fix="Add an endpoint of the service (a gateway for S3 and DynamoDB) or a route through a NAT gateway.",
    source="AWS Lambda Developer Guide, internet access for VPC-connected functions;"
    " aws/agent-toolkit-for-aws, the skill enabling-lambda-vpc-internet-access (a function gets no"
    " public address)",
    about=("AWS::Lambda::Function",),
    judge=judge,
    later=True,
)
