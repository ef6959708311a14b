"""AWS::Events::EventBusPolicy."""

from __future__ import annotations

import json
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.events.statement import as_properties, statement
from tapstack.simulate.resources import Made, RefusedError, Wanted

_DEFAULT = "default"


class EventBusPolicy(Adapter):
    """A statement of a bus's policy; Ref gives bus and statement."""

    type = "AWS::Events::EventBusPolicy"
    carried = frozenset({"EventBusName", "StatementId", "Statement", "Action", "Principal", "Condition"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """PutPermission, which replaces a statement of that id if there is any, so that is asked first."""
        bus, sid = _bus(wanted), wanted.properties["StatementId"]
        if any(one["Sid"] == sid for one in _statements(bench, bus)):
            why = f"Statement {sid} already exists in the policy of event bus {bus}."
            raise RefusedError("ResourceAlreadyExistsException", why, service="EventBridge")
        _put(bench, wanted)
        return Made(f"{bus}|{sid}")

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """PutPermission."""
        _put(bench, wanted)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """RemovePermission; of a bus that is gone, or has no such statement, it is no error."""
        client = bench.client("events")
        try:
            client.remove_permission(EventBusName=_bus(wanted), StatementId=wanted.properties["StatementId"])
        except client.exceptions.ResourceNotFoundException:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The statement in the policy that DescribeEventBus tells; nothing of one that is not there."""
        bus, sid = _bus(wanted), wanted.properties["StatementId"]
        found = next((one for one in _statements(bench, bus) if one["Sid"] == sid), None)
        if found is None:
            return {}
        return {"EventBusName": bus, "StatementId": sid, "Statement": found, **as_properties(found)}


def _bus(wanted: Wanted) -> str:
    return str(wanted.properties.get("EventBusName", _DEFAULT))


def _statements(bench: Bench, bus: str) -> list[dict[str, Any]]:
    policy = bench.client("events").describe_event_bus(Name=bus).get("Policy")
    found: list[dict[str, Any]] = json.loads(policy)["Statement"] if policy else []
    return found


def _put(bench: Bench, wanted: Wanted) -> None:
    """The whole policy goes: of a statement alone, moto would drop the others that have the same principal."""
    client, bus = bench.client("events"), _bus(wanted)
    arn = client.describe_event_bus(Name=bus)["Arn"]
    new = statement(wanted, arn)
    others = [one for one in _statements(bench, bus) if one["Sid"] != new["Sid"]]
    policy = {"Version": "2012-10-17", "Statement": [*others, new]}
    client.put_permission(EventBusName=bus, Policy=json.dumps(policy))
