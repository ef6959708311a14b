"""AWS::Route53::RecordSetGroup and AWS::Route53::RecordSet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.route53.batch import Step, between, change, found, records
from tapstack.simulate.adapters.route53.record import LOST, MEMBERS, record, told
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, UnsupportedError, Wanted

_ZONE = ("HostedZoneId", "HostedZoneName")
_LOST = {f"RecordSets/*/{name}": about for name, about in LOST.items()}


class RecordSetGroup(Adapter):
    """Records that are changed together; Ref gives an id of its own."""

    type = "AWS::Route53::RecordSetGroup"
    carried = frozenset({*_ZONE, "RecordSets"})
    recorded = frozenset({"Comment"})
    partly = _LOST

    def refuse(self, wanted: Wanted) -> None:
        """Raises UnsupportedError for a property, or a member of a record, that would be lost."""
        super().refuse(wanted)
        for name in (name for one in wanted.properties.get("RecordSets") or [] for name in one):
            if name not in MEMBERS:
                about = f"{wanted.logical_id} ({wanted.type}) has RecordSets/{name}"
                raise UnsupportedError(f"{about}, which the simulator does not carry.")

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """ChangeResourceRecordSets in one batch, which refuses records that are there already."""
        _change(bench, wanted, [("CREATE", one) for one in _records(wanted)])
        name = generated(bench.owner, wanted)
        return Made(name, {"Id": name})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """One batch again: what is gone is deleted, the rest is written."""
        _change(bench, wanted, between(_records(before), _records(wanted)))
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """One batch, of those that are there."""
        _remove(bench, wanted, _records(wanted))

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The records in ListResourceRecordSets; nothing where none of them is there."""
        there = [told(one, given) for one, given in _there(bench, wanted, wanted.properties.get("RecordSets") or [])]
        return {**pick(wanted.properties, *_ZONE), "RecordSets": there} if any(there) else {}


class RecordSet(Adapter):
    """One record; Ref gives its name."""

    type = "AWS::Route53::RecordSet"
    carried = frozenset({*_ZONE, *MEMBERS}) - LOST.keys()
    recorded = frozenset({"Comment", *LOST})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """ChangeResourceRecordSets, which refuses a record that is there already."""
        _change(bench, wanted, [("CREATE", record(wanted.properties))])
        return Made(wanted.properties["Name"])

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """ChangeResourceRecordSets: under another name, type or identifier it is another record."""
        _change(bench, wanted, between([record(before.properties)], [record(wanted.properties)]))
        return Made(wanted.properties["Name"])

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """ChangeResourceRecordSets, if it is there."""
        _remove(bench, wanted, [record(wanted.properties)])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The record in ListResourceRecordSets."""
        ((there, given),) = _there(bench, wanted, [wanted.properties])
        return {**pick(wanted.properties, *_ZONE), **told(there, given)} if there else {}


def _records(wanted: Wanted) -> list[dict[str, Any]]:
    return [record(one) for one in wanted.properties.get("RecordSets") or []]


def _change(bench: Bench, wanted: Wanted, steps: list[Step]) -> None:
    zone = _zone(bench, wanted)
    if zone is None:
        name = next(iter(pick(wanted.properties, *_ZONE).values()), "")
        raise RefusedError("NoSuchHostedZone", f"No hosted zone found with ID: {name}", service="Route53")
    change(bench.client("route53"), zone, steps, pick(wanted.properties, "Comment"))


def _remove(bench: Bench, wanted: Wanted, given: list[dict[str, Any]]) -> None:
    """Delete those of the records that are there."""
    there = _everything(bench, wanted)
    left: list[Step] = [("DELETE", one) for one in given if found(there, one)]
    if left:
        _change(bench, wanted, left)


def _there(
    bench: Bench, wanted: Wanted, given: list[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any] | None, Mapping[str, Any]]]:
    """What Route 53 has of each record; None where it has nothing."""
    there = _everything(bench, wanted)
    return [(found(there, record(one)), one) for one in given]


def _everything(bench: Bench, wanted: Wanted) -> list[Mapping[str, Any]]:
    """Every record of the zone; none where the zone is not there."""
    zone = _zone(bench, wanted)
    return records(bench.client("route53"), zone) if zone else []


def _zone(bench: Bench, wanted: Wanted) -> str | None:
    """The id of the zone; None where it is not there. Raises RefusedError for a name that several have."""
    given = wanted.properties
    pages = bench.client("route53").get_paginator("list_hosted_zones").paginate()
    zones = [(str(one["Id"]).rpartition("/")[2], one["Name"]) for page in pages for one in page["HostedZones"]]
    if "HostedZoneId" in given:
        return next((name for name, _ in zones if name == given["HostedZoneId"]), None)
    named = [name for name, domain in zones if domain.rstrip(".") == given["HostedZoneName"].rstrip(".")]
    if len(named) > 1:
        why = f"Found multiple hosted zones with name {given['HostedZoneName']}"
        raise RefusedError("InvalidInput", why, service="Route53")
    return named[0] if named else None
