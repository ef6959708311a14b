"""NET-13: what stands in a network stands in two zones."""

from collections.abc import Iterator
from itertools import combinations

from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.controls.network.private import places
from tapstack.checks.truths.access.asking import any_of
from tapstack.checks.truths.code.source import FUNCTION
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.endpoints import ENDPOINT
from tapstack.checks.truths.vpc.ranges import SUBNET, VPC
from tapstack.checks.truths.vpc.routing import named
from tapstack.checks.truths.vpc.zones import same_zone, subnets_of
from tapstack.graph.stackset import Item, Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for subnets that are all in one zone."""
    subnets = _subnets(properties.item, view)
    if not any_of(combinations(subnets, 2), lambda pair: not same_zone(*pair)):
        at = places(properties.item) or properties
        yield Fault(at, f"{properties.item} has {len(subnets)} subnet{'s' * (len(subnets) != 1)}, all in one zone.")


def _subnets(item: Item, view: View) -> list[Item]:
    """Those of a network, of a function, of an interface endpoint."""
    if item.type == VPC:
        return [subnet for subnet in view.all(SUBNET, region=item.region) if named(subnet["VpcId"], item, view)]
    found = places(item)
    if found is None:
        raise NotAskedError(f"{item} stands in no subnet")
    return subnets_of(found, view)


CONTROL = ControlCheck(
    name="NETWORK_SPANS_TWO_ZONES",
    title="Networks, and the functions and interface endpoints in them, have subnets in two zones",
    why="What stands in one availability zone is gone with it.",
    fix="Add a subnet in another availability zone.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-5",
    controls=("NET-13",),
    about=(VPC, FUNCTION, ENDPOINT),
    judge=judge,
)
