"""One record: in the form that Route 53 takes, and in the template's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.shapes import pick

LOST = {
    "CidrRoutingConfig": "routing by the range of addresses that asks",
    "GeoProximityLocation": "routing by distance",
}
"""Members that moto drops."""
_KEY = ("Name", "Type", "SetIdentifier")
_ALIKE = (
    *(*_KEY, "Weight", "Region", "Failover", "MultiValueAnswer", "HealthCheckId"),
    *("GeoLocation", *LOST),
)
MEMBERS = frozenset({*_ALIKE, "AliasTarget", "ResourceRecords", "TTL"})
"""The members of a record."""

Key = tuple[str, str, str]


def record(given: Mapping[str, Any]) -> dict[str, Any]:
    """A record as Route 53 takes it."""
    made = pick(given, *_ALIKE)
    made["Name"] = _absolute(made["Name"])
    if given.get("AliasTarget"):
        made["AliasTarget"] = {"EvaluateTargetHealth": False, **given["AliasTarget"]}
    if given.get("ResourceRecords"):
        made |= {"TTL": int(given["TTL"]), "ResourceRecords": [{"Value": one} for one in given["ResourceRecords"]]}
    return made


def told(there: Mapping[str, Any] | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """A record in the template's form, its name with a dot at the end where the template has one; {} for none."""
    if there is None:
        return {}
    made = pick(there, *_ALIKE, "AliasTarget", "TTL")
    if not given["Name"].endswith("."):
        made["Name"] = made["Name"].rstrip(".")
    values = [one["Value"] for one in there.get("ResourceRecords", [])]
    return made | ({"ResourceRecords": values} if values else {})


def key(one: Mapping[str, Any]) -> Key:
    """What tells a record from others in its zone."""
    return (_absolute(one["Name"]).lower(), one["Type"], one.get("SetIdentifier", ""))


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two records say the same, of what moto holds."""
    names = sorted(MEMBERS - LOST.keys() - {"Name"})
    return pick(one, *names) == pick(other, *names)


def _absolute(name: str) -> str:
    return name if name.endswith(".") else f"{name}."
