"""What Route 53 answers for a name: of failover records the one that is healthy.

Source: Route 53 Developer Guide, "How Route 53 chooses records when health checking is configured": the primary while
it is healthy, else the secondary if that is, else, when none is healthy, all count as healthy: the primary again, or
the only record there is. How long a resolver keeps that there is no record is not simulated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

ROUTED = ("Weight", "Region", "GeoLocation", "MultiValueAnswer", "CidrRoutingConfig", "GeoProximityLocation")


class Reply(NamedTuple):
    """``values`` are none where the name has no such record; ``ttl`` in seconds."""

    values: tuple[str, ...]
    ttl: int


class Names:
    """Answers by the zones as they are; the control plane is not needed, nor any region."""

    def __init__(self, life: Life) -> None:
        self._life = life

    def ask(self, name: str, kind: str = "TXT") -> Reply:
        """The answer for a name. Raises UnsupportedError for aliases, wildcards, and policies other than failover."""
        whole, records = f"{name.rstrip('.').lower()}.", self._records()
        every = [record for record in records if record["Name"].lower() == whole]
        for record in every or [one for one in records if _covers(one["Name"], whole)]:
            if record["Type"] in (kind, "CNAME"):
                _check(record, kind)
        found = [record for record in every if record["Type"] == kind]
        chosen = _chosen(found, self._is_healthy)
        if chosen is None:
            return Reply((), 0)
        return Reply(tuple(one["Value"].strip('"') for one in chosen["ResourceRecords"]), int(chosen["TTL"]))

    def _records(self) -> list[dict[str, Any]]:
        client = self._life.client("route53", self._life.world.regions[0])
        zones = client.list_hosted_zones()["HostedZones"]
        found: list[dict[str, Any]] = []
        for zone in zones:
            found += client.list_resource_record_sets(HostedZoneId=zone["Id"])["ResourceRecordSets"]
        return found

    def _is_healthy(self, record: Mapping[str, Any]) -> bool:
        return "HealthCheckId" not in record or self._life.health.is_healthy(record["HealthCheckId"])


def _chosen(records: list[dict[str, Any]], is_healthy: Any) -> dict[str, Any] | None:
    roles = {record.get("Failover", "PRIMARY"): record for record in records}
    primary, secondary = roles.get("PRIMARY"), roles.get("SECONDARY")
    if primary is None or secondary is None:
        return primary or secondary
    return secondary if not is_healthy(primary) and is_healthy(secondary) else primary


def _covers(wildcard: str, name: str) -> bool:
    """Whether a record is one of a wildcard that stands for a name."""
    given = wildcard.lower().replace("\\052", "*")
    return given.startswith("*.") and name.endswith(given[1:])


def _check(record: Mapping[str, Any], kind: str) -> None:
    """Raises UnsupportedError for a record by which names are not answered here."""
    name = record["Name"]
    if any(member in record for member in ROUTED):
        raise UnsupportedError(f"{name} is routed by a policy that is not simulated; only failover is.")
    if "AliasTarget" in record or record["Type"] != kind or name.startswith(("*", "\\052")):
        raise UnsupportedError(f"{name} is an alias, or a wildcard: not simulated.")


class Resolver:
    """A resolver in a network: it keeps an answer for its TTL."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._kept: dict[tuple[str, str], tuple[Reply, float]] = {}

    def ask(self, name: str, kind: str = "TXT") -> tuple[str, ...]:
        """The values of a name, perhaps from an answer that is not older than its TTL."""
        reply, until = self._kept.get((name, kind), (Reply((), 0), -1.0))
        if self._life.clock.seconds >= until:
            reply = self._life.names.ask(name, kind)
            self._kept[name, kind] = (reply, self._life.clock.seconds + reply.ttl)
        return reply.values
