"""NET-01: the networks of the regions have no address in common."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import VPC, ranges
from tapstack.graph.stackset import Item, Property


def judge(vpc: Property, view: View) -> Iterator[Fault]:
    """A fault for each network of another region that has a range in common with this one."""
    others = [other for other in view.all(VPC) if other.region != vpc.item.region]
    if not others:
        raise NotAskedError("No other region has a network")
    yield from one_by_one(others, lambda other: _apart(vpc, other, view))


def _apart(vpc: Property, other: Item, view: View) -> Iterator[Fault]:
    for mine in ranges(vpc.item, view):
        for theirs in ranges(other, view):
            if mine.overlaps(theirs):
                yield Fault(vpc["CidrBlock"], f"The range {mine} overlaps {theirs} of {other}.")


CONTROL = ControlCheck(
    name="NETWORK_RANGES_APART_BETWEEN_REGIONS",
    title="The networks of two regions have no address in common",
    why="Networks with a range in common cannot be peered, now or later, and an address means two things.",
    fix="Give each region a range of its own, by a parameter or a mapping.",
    source="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
    controls=("NET-01",),
    about=(VPC,),
    judge=judge,
)
