"""Records in hosted zones, and the networks that a private zone is associated with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.deploy.proving.answers import Answer, failed, judged, open_, passed
from tapstack.deploy.proving.calls import attempted

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked
    from tapstack.graph.stackset import Property

_COMPARED = ("Failover", "HealthCheckId", "TTL", "Weight", "Region", "SetIdentifier")


def record_set(asked: Asked) -> Iterator[Answer]:
    """The one record of a RecordSet."""
    yield from _record(asked, asked.item.properties, asked["HostedZoneId"])


def record_set_group(asked: Asked) -> Iterator[Answer]:
    """Each record of a group; the zone may be named once for all."""
    for record in asked["RecordSets"].items:
        zone = record["HostedZoneId"] if record.has("HostedZoneId") else asked["HostedZoneId"]
        yield from attempted(_record(asked, record, zone))


def _record(asked: Asked, record: Property, zone: Property) -> Iterator[Answer]:
    yield _compared(asked, record, zone.text)


def _compared(asked: Asked, record: Property, zone: str) -> Answer:
    name, kind, one = record["Name"].text, record["Type"].text, record["SetIdentifier"].text
    label = f"The record {name} {kind}{f' ({one})' if one else ''}"
    if not zone:
        return open_(f"{label} is in a zone that the template names by HostedZoneName; it is not looked up.")
    told = _find(asked, zone, (name, kind, one))
    if told is None:
        return failed(f"{label} is not in the zone {zone}.")
    wrong = [f"{key} is {told.get(key, 'not set')}, and should be {wanted}" for key, wanted in _differing(record, told)]
    wanted, there = [value.text for value in record["ResourceRecords"].items], _values(told)
    if wanted and sorted(wanted) != sorted(there):
        wrong.append(f"its values are {', '.join(there)}, and should be {', '.join(wanted)}")
    return failed(f"{label}: {'; '.join(wrong)}.") if wrong else passed(f"{label} is in the zone {zone}.")


def _find(asked: Asked, zone: str, key: tuple[str, str, str]) -> Mapping[str, Any] | None:
    """The record of that name, type and identifier; Route 53 begins its list at the name asked for."""
    name, kind, one = key
    told = asked.client("route53").list_resource_record_sets(
        HostedZoneId=zone, StartRecordName=name, StartRecordType=kind
    )
    found = [
        record
        for record in told["ResourceRecordSets"]
        if (_plain(record["Name"]), record["Type"], record.get("SetIdentifier", "")) == (_plain(name), kind, one)
    ]
    return found[0] if found else None


def _differing(record: Property, told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in _COMPARED:
        if record.has(key) and str(told.get(key, "")) != record[key].text:
            yield key, record[key].text


def _values(told: Mapping[str, Any]) -> list[str]:
    return [one["Value"] for one in told.get("ResourceRecords", [])]


def _plain(name: str) -> str:
    """A name as Route 53 compares it: without the last dot, in small letters; it escapes an asterisk."""
    return name.rstrip(".").lower().replace("\\052", "*")


def zone(asked: Asked) -> Iterator[Answer]:
    """Whether the zone is there and, if private, associated with each network."""
    told = asked.client("route53").get_hosted_zone(Id=asked.physical_id)
    there = {(one.get("VPCRegion"), one.get("VPCId")) for one in told.get("VPCs", [])}
    networks = asked["VPCs"].items
    if not networks:
        yield passed("It is there.")
    for network in networks:
        place = network["VPCRegion"].text, network["VPCId"].text
        not_ = "" if place in there else "not "
        yield judged(place in there, f"It is {not_}associated with {place[1]} in {place[0]}.")
