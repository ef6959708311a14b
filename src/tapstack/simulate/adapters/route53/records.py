"""AWS::Route53::RecordSetGroup and AWS::Route53::RecordSet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, Wanted

_MEMBERS = (
    *("Name", "Type", "SetIdentifier", "Weight", "Region", "Failover", "MultiValueAnswer", "HealthCheckId"),
    *("GeoLocation", "CidrRoutingConfig"),
)
_KEY = ("Name", "Type", "SetIdentifier")


class RecordSetGroup(Adapter):
    """Records that are changed together; Ref gives an id of its own."""

    type = "AWS::Route53::RecordSetGroup"
    carried = frozenset({"HostedZoneId", "HostedZoneName", "RecordSets", "Comment"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """ChangeResourceRecordSets in one batch, which refuses records that are there already."""
        _change(bench, wanted, [("CREATE", record) for record in _records(wanted)])
        name = generated(bench.owner, wanted)
        return Made(name, {"Id": name})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """One batch again: what is gone is deleted, the rest is written."""
        _change(bench, wanted, changed(_records(before), _records(wanted)))
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """One batch, of those that are there."""
        there = [record for record in _records(wanted) if _find(bench, wanted, record)]
        if there:
            _change(bench, wanted, [("DELETE", record) for record in there])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The records in ListResourceRecordSets."""
        found = [_find(bench, wanted, record) for record in _records(wanted)]
        told = [_told(record, given) for record, given in zip(found, wanted.properties["RecordSets"], strict=True)]
        return {**pick(wanted.properties, "HostedZoneId", "Comment"), "RecordSets": told}


class RecordSet(Adapter):
    """One record; Ref gives its name."""

    type = "AWS::Route53::RecordSet"
    carried = frozenset(
        {"HostedZoneId", "HostedZoneName", "Comment", "AliasTarget", "ResourceRecords", "TTL", *_MEMBERS}
    )

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """ChangeResourceRecordSets."""
        _change(bench, wanted, [("CREATE", _record(wanted.properties))])
        return Made(wanted.properties["Name"])

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """ChangeResourceRecordSets."""
        _change(bench, wanted, changed([_record(before.properties)], [_record(wanted.properties)]))
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """ChangeResourceRecordSets, if it is there."""
        record = _record(wanted.properties)
        if _find(bench, wanted, record):
            _change(bench, wanted, [("DELETE", record)])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The record in ListResourceRecordSets."""
        found = _find(bench, wanted, _record(wanted.properties))
        return pick(wanted.properties, "HostedZoneId", "Comment") | _told(found, wanted.properties)


def changed(before: list[Any], after: list[Any]) -> list[tuple[str, Any]]:
    """The changes that lead from some records to others, those that go first."""
    kept = [_key(record) for record in after]
    gone = [("DELETE", record) for record in before if _key(record) not in kept]
    return gone + [("UPSERT", record) for record in after]


def _records(wanted: Wanted) -> list[dict[str, Any]]:
    return [_record(one) for one in wanted.properties.get("RecordSets") or []]


def _record(given: Mapping[str, Any]) -> dict[str, Any]:
    """A record as Route 53 takes it."""
    found = pick(given, *_MEMBERS)
    found["Name"] = found["Name"] if found["Name"].endswith(".") else f"{found['Name']}."
    if given.get("AliasTarget"):
        found["AliasTarget"] = {"EvaluateTargetHealth": False, **given["AliasTarget"]}
    if given.get("ResourceRecords"):
        found |= {"TTL": int(given["TTL"]), "ResourceRecords": [{"Value": one} for one in given["ResourceRecords"]]}
    return found


def _told(record: Mapping[str, Any] | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """A record in the template's form."""
    if record is None:
        return {}
    found = pick(record, *_MEMBERS, "AliasTarget", "TTL")
    if not given["Name"].endswith("."):
        found["Name"] = found["Name"].rstrip(".")
    values = [one["Value"] for one in record.get("ResourceRecords", [])]
    return found | ({"ResourceRecords": values} if values else {})


def _key(record: Mapping[str, Any]) -> dict[str, Any]:
    return pick(record, *_KEY)


def _zone(bench: Bench, wanted: Wanted) -> str:
    given = wanted.properties
    if "HostedZoneId" in given:
        return str(given["HostedZoneId"])
    for zone in bench.client("route53").list_hosted_zones()["HostedZones"]:
        if zone["Name"] == given["HostedZoneName"]:
            return str(zone["Id"]).rpartition("/")[2]
    raise RefusedError("NoSuchHostedZone", f"No hosted zones named {given['HostedZoneName']} found.", service="Route53")


def _change(bench: Bench, wanted: Wanted, steps: list[tuple[str, Any]]) -> None:
    batch: dict[str, Any] = {"Changes": [{"Action": action, "ResourceRecordSet": one} for action, one in steps]}
    batch |= pick(wanted.properties, "Comment")
    bench.client("route53").change_resource_record_sets(HostedZoneId=_zone(bench, wanted), ChangeBatch=batch)


def _find(bench: Bench, wanted: Wanted, record: Mapping[str, Any]) -> Any:
    """The record of the same name, type and identifier; None where there is none, or no zone."""
    client = bench.client("route53")
    try:
        pages = client.list_resource_record_sets(HostedZoneId=_zone(bench, wanted))
    except client.exceptions.NoSuchHostedZone:
        return None
    return next((one for one in pages["ResourceRecordSets"] if _key(one) == _key(record)), None)
