"""ROUTE53-012: the networks of a private zone are in the regions that it says, and resolve names."""

from collections.abc import Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.route53.zones import network, networks
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.peers import brought_from
from tapstack.facts.regions import is_region
from tapstack.graph.stackset import Item, NotKnown, Property


def judge(zone: Property, view: View) -> Iterator[Fault]:
    """A fault for an entry with another region than its network's, and for a network without a DNS attribute."""
    yield from one_by_one(networks(zone), lambda entry: _entry(entry, view))


def _entry(entry: Property, view: View) -> Iterator[Fault]:
    region = entry["VPCRegion"]
    if not is_region(region.text):
        yield Fault(region, f"{region.shown} is no region.")
        return
    vpc = _network(entry, view)
    if vpc.region != region.text:
        yield Fault(region, f"{vpc} is not in {region.shown}.")
    for name, default in (("EnableDnsHostnames", False), ("EnableDnsSupport", True)):
        if not vpc[name].flag_or(default):
            yield Fault(entry, f"{vpc} has not {name}: names of the zone are not resolved in it.")


def _network(entry: Property, view: View) -> Item:
    try:
        return network(entry, view)
    except NotKnown:
        found = brought_from(entry["VPCId"], entry["VPCRegion"].text, view)
        if found is None:
            raise
        return found


TRUTH = Truth(
    id="ROUTE53-012",
    title="Networks of a private zone are in the region given with them, and have both DNS attributes",
    why="Route 53 does not find a network in a wrong region, and the stack fails; without the attributes the zone is"
    " made and its names are not resolved.",
    fix="Give each network with its own region, and set EnableDnsHostnames and EnableDnsSupport to true.",
    source="Amazon Route 53 Developer Guide: Considerations when working with a private hosted zone; botocore route53"
    " VPC.VPCRegion and error InvalidVPCId",
    about=("AWS::Route53::HostedZone",),
    judge=judge,
)
