"""Records of DNS, alone or in groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

ZONE, RECORD, GROUP = "AWS::Route53::HostedZone", "AWS::Route53::RecordSet", "AWS::Route53::RecordSetGroup"
CHECK = "AWS::Route53::HealthCheck"
ABOUT = (RECORD, GROUP)
POLICIES = (
    "Weight",
    "Region",
    "Failover",
    "GeoLocation",
    "GeoProximityLocation",
    "MultiValueAnswer",
    "CidrRoutingConfig",
)


def records_in(resource: Property) -> Sequence[Property]:
    """The records that a resource makes."""
    return [resource] if resource.item.type == RECORD else list(resource.each("RecordSets[]"))


def every_record(view: View) -> Iterator[Property]:
    """The records of all stacks, one after the other."""
    for item in view.all(*ABOUT):
        if item.certain:
            yield from records_in(item.properties)


def name_of(text: str) -> str:
    """A name as DNS compares it: in lower case, without the last dot."""
    return text.lower().removesuffix(".")


def zone_id(record: Property) -> Property:
    """The property that says by id which zone a record is in: its own, else the group's."""
    own = record["HostedZoneId"]
    return own if own.given else record.item["HostedZoneId"]


def zone_key(record: Property) -> str:
    """What names the zone of a record, as a text to compare."""
    by_id = zone_id(record)
    if by_id.given:
        return by_id.pattern
    own = record["HostedZoneName"]
    return name_of((own if own.given else record.item["HostedZoneName"]).pattern)


def zone_name(record: Property, view: View) -> str:
    """The name of a record's zone. Raises NotKnown where the zone lies outside the set."""
    by_id = zone_id(record)
    if not by_id.given:
        if not zone_key(record):
            raise NotKnown(f"{record.item} names no zone")
        return zone_key(record)
    return name_of(zone_of(record, view)["Name"].pattern)


def zone_of(record: Property, view: View) -> Item:
    """The zone of a record. Raises NotKnown where it lies outside the set."""
    by_id = zone_id(record)
    zone = view.find(by_id, ZONE) if by_id.given else None
    if zone is None:
        raise NotKnown(f"The zone of {record.label} is made by no stack of the set")
    return zone


def policy_of(record: Property) -> str:
    """The kind of routing that a record takes part in; "" for none."""
    return next((name for name in POLICIES if record.has(name)), "")


def key_of(record: Property) -> tuple[str, str, str]:
    """Zone, name and type: what records of one set have in common."""
    return zone_key(record), name_of(record["Name"].pattern), record["Type"].text.upper()


def beside(record: Property, view: View) -> Sequence[Property]:
    """The other records with the same zone, name and type."""
    return [one for one in set_of(record, view) if one.item is not record.item or one.path != record.path]


def set_of(record: Property, view: View) -> Sequence[Property]:
    """All records with the same zone, name and type."""
    mine = key_of(record)
    return [other for other in every_record(view) if key_of(other) == mine]


def values(record: Property) -> Sequence[Property]:
    """Its ResourceRecords."""
    return record["ResourceRecords"].items
