"""Global tables: the table and each replica, asked in its own region."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.deploy.proving.answers import Answer, failed, judged, open_
from tapstack.deploy.proving.calls import attempted

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked

_UNDER_WAY = ("CREATING", "UPDATING")


def replicas(asked: Asked) -> Iterator[Answer]:
    """The table and its replicas as its own region sees them, and the table as each replica's region does."""
    wanted = [one["Region"].text for one in asked["Replicas"].items]
    told = asked.client("dynamodb").describe_table(TableName=asked.physical_id)["Table"]
    yield _of(told["TableStatus"], f"The table in {asked.region}")
    seen = {one["RegionName"]: one.get("ReplicaStatus", "unknown") for one in told.get("Replicas", [])}
    for region in wanted:
        if region == asked.region:
            continue
        if region not in seen:
            yield failed(f"The table in {asked.region} has no replica in {region}.")
        else:
            yield _of(seen[region], f"The replica in {region}, seen from {asked.region},")
        yield from attempted(_there(asked, region), f"The table in {region}: ")


def _there(asked: Asked, region: str) -> Iterator[Answer]:
    told = asked.client("dynamodb", region).describe_table(TableName=asked.physical_id)["Table"]
    yield _of(told["TableStatus"], f"The table in {region}")


def _of(status: str, what: str) -> Answer:
    said = f"{what} is {status}."
    return open_(f"{said} Ask again later.") if status in _UNDER_WAY else judged(status == "ACTIVE", said)
