"""A batch of changes to a zone's records: all of them or none, which moto does not keep to.

Source: botocore route53, ChangeResourceRecordSets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tapstack.simulate.adapters.route53.record import key, same
from tapstack.simulate.resources import RefusedError

Step = tuple[str, Mapping[str, Any]]
"""CREATE, UPSERT or DELETE, and a record."""


def between(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Step]:
    """The steps that lead from some records to others, those that go first."""
    kept, had = [key(one) for one in after], [key(one) for one in before]
    gone: list[Step] = [("DELETE", one) for one in before if key(one) not in kept]
    return gone + [("UPSERT" if key(one) in had else "CREATE", one) for one in after]


def change(client: Any, zone: str, steps: Sequence[Step], comment: Mapping[str, Any]) -> None:
    """ChangeResourceRecordSets. Raises RefusedError, and nothing is changed, for a step that cannot be.

    What is created is sent as UPSERT once it is known not to be there: moto refuses to create again what was deleted.
    """
    before, domain = records(client, zone), _domain(client, zone)
    wrong = [why for step in steps if (why := _against(step, before, domain))]
    if wrong:
        raise RefusedError("InvalidChangeBatch", f"[{', '.join(wrong)}]", service="Route53")
    _send(client, zone, [(_sent(action), one) for action, one in steps], comment)
    touched = [key(one) for _, one in steps]
    there = [key(one) for one in records(client, zone)]
    _send(client, zone, [("UPSERT", one) for one in before if key(one) not in (*touched, *there)], {})


def records(client: Any, zone: str) -> list[Mapping[str, Any]]:
    """Every record of a zone."""
    return list(_pages(client, zone))


def found(there: Sequence[Mapping[str, Any]], one: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The record of the same name, type and identifier among those that are there; None where there is none."""
    return next((other for other in there if key(other) == key(one)), None)


def _pages(client: Any, zone: str) -> Iterator[Mapping[str, Any]]:
    for page in client.get_paginator("list_resource_record_sets").paginate(HostedZoneId=zone):
        yield from page["ResourceRecordSets"]


def _domain(client: Any, zone: str) -> str:
    return str(client.get_hosted_zone(Id=zone)["HostedZone"]["Name"])


def _sent(action: str) -> str:
    return "UPSERT" if action == "CREATE" else action


def _send(client: Any, zone: str, steps: Sequence[Step], comment: Mapping[str, Any]) -> None:
    """One batch; moto deletes every record that has the identifier of one, whatever its name."""
    if steps:
        changes = [{"Action": action, "ResourceRecordSet": one} for action, one in steps]
        client.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes, **comment})


def _against(step: Step, before: Sequence[Mapping[str, Any]], domain: str) -> str | None:
    """Why Route 53 refuses a step, in its words; None where nothing is against it."""
    action, one = step
    there = found(before, one)
    bare, name = domain.rstrip(".").lower(), key(one)[0].rstrip(".")
    if name != bare and not name.endswith(f".{bare}"):
        return f"RRSet with DNS name {one['Name']} is not permitted in zone {domain}"
    tried = f"Tried to {action.lower()} resource record set [name='{one['Name']}', type='{one['Type']}'"
    tried += f", set identifier='{one['SetIdentifier']}']" if one.get("SetIdentifier") else "]"
    if action == "CREATE" and there is not None:
        return f"{tried} but it already exists"
    if action == "DELETE" and there is None:
        return f"{tried} but it was not found"
    if action == "DELETE" and there is not None and not same(one, there):
        return f"{tried} but the values provided do not match the current values"
    return None
