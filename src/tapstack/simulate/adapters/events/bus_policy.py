"""AWS::Events::EventBusPolicy."""

from __future__ import annotations

import json
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, Wanted

_DEFAULT = "default"


class EventBusPolicy(Adapter):
    """A statement of a bus's policy; Ref gives bus and statement."""

    type = "AWS::Events::EventBusPolicy"
    carried = frozenset({"EventBusName", "StatementId", "Statement", "Action", "Principal", "Condition"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """PutPermission, which replaces a statement of that id if there is any, so that is asked first."""
        bus, name = _bus(wanted), wanted.properties["StatementId"]
        if any(one.get("Sid") == name for one in _statements(bench, bus)):
            why = f"The statement {name} already exists in the policy of event bus {bus}."
            raise RefusedError("ResourceAlreadyExistsException", why, service="EventBridge")
        _put(bench, wanted)
        return Made(f"{bus}|{name}")

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """PutPermission."""
        _put(bench, wanted)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """RemovePermission; a bus that is gone has none."""
        client = bench.client("events")
        bus, name = _bus(wanted), wanted.properties["StatementId"]
        try:
            client.remove_permission(EventBusName=bus, StatementId=name)
        except client.exceptions.ResourceNotFoundException:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The statement in the policy that DescribeEventBus tells."""
        bus, name = _bus(wanted), wanted.properties["StatementId"]
        found = next((one for one in _statements(bench, bus) if one.get("Sid") == name), {})
        given = wanted.properties.get("Statement", {})
        whole = found if "Sid" in given else {key: value for key, value in found.items() if key != "Sid"}
        return {"EventBusName": bus, "StatementId": name, "Statement": whole}


def _bus(wanted: Wanted) -> str:
    return str(wanted.properties.get("EventBusName", _DEFAULT))


def _statements(bench: Bench, bus: str) -> list[dict[str, Any]]:
    policy = bench.client("events").describe_event_bus(Name=bus).get("Policy")
    found: list[dict[str, Any]] = json.loads(policy)["Statement"] if policy else []
    return found


def _put(bench: Bench, wanted: Wanted) -> None:
    """A statement goes as a policy of its own beside those that are there: PutPermission knows whole policies only."""
    bus, given, client = _bus(wanted), wanted.properties, bench.client("events")
    if "Statement" not in given:
        client.put_permission(EventBusName=bus, **pick(given, "StatementId", "Action", "Principal", "Condition"))
        return
    statement = {"Sid": given["StatementId"], **given["Statement"]}
    others = [one for one in _statements(bench, bus) if one.get("Sid") != statement["Sid"]]
    policy = {"Version": "2012-10-17", "Statement": [*others, statement]}
    client.put_permission(EventBusName=bus, Policy=json.dumps(policy))
