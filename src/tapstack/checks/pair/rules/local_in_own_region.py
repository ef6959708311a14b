"""PAIR-007: what a resource needs beside it is named in its own region."""

from collections.abc import Iterator

from tapstack.checks.pair.local import places
from tapstack.checks.pair.mentions import home
from tapstack.checks.pair.rule import Fault, Outcome, PairRule, resources
from tapstack.checks.pair.words import told
from tapstack.findings import Severity
from tapstack.graph.pair import Pair, Twin
from tapstack.graph.stackset import NotKnown, Property


def judge(_pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for each key, queue, topic, layer, zone or endpoint service of another region."""
    for region, item in twin.items.items():
        if item.type == "AWS::EC2::VPCEndpoint" and item["ServiceRegion"].raw is not None:
            continue
        for site in places(item):
            where = _home(site)
            if where is not None and where != region:
                message = f"{told(site.path)} is {site.shown}, which is in {where}; {twin.name} is made in {region}."
                yield Fault(region, region, site.path, message)


def _home(site: Property) -> str | None:
    try:
        return home(site.pattern)
    except NotKnown:
        return None


RULE = PairRule(
    id="PAIR-007",
    title="Zones, keys, queues, topics and endpoint services are those of the stack's own region",
    why="AWS looks for them in the region of the resource that needs them and refuses those of another: the stack of"
    " that region fails.",
    fix='Write ${AWS::Region} in place of the region\'s name, or take the zone from Fn::GetAZs "".',
    source="resource schemas and service models of the types in local.json, whose properties name what must be in the"
    " same region",
    about=resources,
    judge=judge,
    severity=Severity.ERROR,
)
