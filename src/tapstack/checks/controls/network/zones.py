"""NET-13: what stands in a network stands in two zones."""

from collections.abc import Iterator
from itertools import combinations

from tapstack.checks.controls.network.private import places
from tapstack.checks.truths.access.asking import any_of
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import SUBNET, VPC
from tapstack.checks.truths.vpc.routing import named
from tapstack.checks.truths.vpc.zones import same_zone, subnets_of
from tapstack.graph.stackset import Item, Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for subnets that are all in one zone."""
    subnets = _subnets(properties.item, view)
    if subnets is not None and not any_of(combinations(subnets, 2), lambda pair: not same_zone(*pair)):
        at = places(properties.item) or properties
        yield Fault(at, f"{properties.item} has {len(subnets)} subnet{'s' * (len(subnets) != 1)}, all in one zone.")


def _subnets(item: Item, view: View) -> list[Item] | None:
    """Those of a network, of a function, of an interface endpoint; None for what stands in no network."""
    if item.type == VPC:
        return [subnet for subnet in view.all(SUBNET, region=item.region) if named(subnet["VpcId"], item, view)]
    found = places(item)
    return None if found is None else subnets_of(found, view)
