"""What DynamoDB does when a replica is taken away from a global table: moto knows of none.

Source: botocore dynamodb, UpdateTable, member ReplicaUpdates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.simulate.adapters.dynamodb.replicas import REPLICAS

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.cloud.calls import Call


class Replicas:
    """The replicas of an account's global tables, as its stacks have made them."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def attach(self) -> None:
        """Let the calls pass here."""
        self._cloud.calls.amend("dynamodb:UpdateTable", self._taken_away)

    def _kept(self, table: str) -> tuple[str, dict[str, Any]] | None:
        """The region whose stack made it, and what is recorded there."""
        found = self._cloud.records.of(REPLICAS).items()
        return next(((region, kept) for (region, _, name), kept in found if name == table), None)

    def _taken_away(self, call: Call, _: dict[str, Any]) -> None:
        table, kept = call.params["TableName"], self._kept(call.params["TableName"])
        for change in call.params.get("ReplicaUpdates", ()):
            region = change.get("Delete", {}).get("RegionName")
            if kept and region in kept[1]["Regions"]:
                self._cloud.client("dynamodb", region).delete_table(TableName=table)
                left = [one for one in kept[1]["Regions"] if one != region]
                self._cloud.records.keep(kept[0], REPLICAS, table, {**kept[1], "Regions": left})
