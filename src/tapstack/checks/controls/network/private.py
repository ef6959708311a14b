"""What stands in a network, and must not be reached from outside it."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.code.source import FUNCTION
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.endpoints import ENDPOINT, kind
from tapstack.checks.truths.vpc.routing import named
from tapstack.graph.stackset import Item, Property


def places(item: Item) -> Property | None:
    """The property that names the subnets that a function or an interface endpoint stands in; None if in none."""
    if item.type == FUNCTION:
        found = item["VpcConfig.SubnetIds"]
    elif item.type == ENDPOINT and kind(item) == "Interface":
        found = item["SubnetIds"]
    else:
        return None
    return found if found.given else None


def standing_in(subnet: Item, view: View) -> Iterator[Item]:
    """The functions and interface endpoints of a subnet."""
    for item in view.all(FUNCTION, ENDPOINT, region=subnet.region):
        found = places(item)
        if found is not None and any(named(one, subnet, view) for one in found.items):
            yield item
