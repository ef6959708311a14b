"""Event buses, rules and their targets, also those in another region."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.deploy.proving.answers import Answer, failed, judged, passed
from tapstack.deploy.proving.calls import attempted

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked

_DEFAULT = "default"
_BUS = "event-bus/"
_FIELDS = 6


def bus(asked: Asked) -> Iterator[Answer]:
    """Whether it is there."""
    told = asked.client("events").describe_event_bus(Name=asked.physical_id)
    yield passed(f"It is {told.get('Arn', asked.physical_id)}.")


def rule(asked: Asked) -> Iterator[Answer]:
    """Whether it is in its state, has its targets, and buses among them exist."""
    name, bus_name = _names(asked)
    client = asked.client("events")
    state = client.describe_rule(Name=name, EventBusName=bus_name)["State"]
    wanted = asked["State"].text or "ENABLED"
    yield judged(state == wanted, f"It is {state}." if state == wanted else f"It is {state}, and should be {wanted}.")
    told = client.list_targets_by_rule(Rule=name, EventBusName=bus_name)
    there = {one["Id"]: one["Arn"] for one in told.get("Targets", [])}
    for target in asked["Targets"].items:
        yield _target(target["Id"].text, target["Arn"].text, there)
        if f":{_BUS}" in target["Arn"].text:
            yield from attempted(_bus_of(asked, target["Arn"].text), f"The bus {target['Arn'].text}: ")


def _names(asked: Asked) -> tuple[str, str]:
    """The rule's name and its bus's: on a bus of its own a rule's physical id is ``bus|rule``.

    Source: resource schema AWS::Events::Rule, whose Ref gives that; the ARN's form is taken too.
    """
    bus_name, _, name = asked.physical_id.rpartition("|")
    if asked.physical_id.startswith("arn:"):
        bus_name, _, name = asked.physical_id.partition(":rule/")[2].rpartition("/")
    given = asked["EventBusName"].text if asked["EventBusName"].given else ""
    return name, (bus_name or given or _DEFAULT).rpartition("/")[2]


def _target(target_id: str, arn: str, there: dict[str, str]) -> Answer:
    if target_id not in there:
        return failed(f"Its target {target_id} is gone.")
    told = there[target_id]
    right = told == arn
    return judged(right, f"Its target {target_id} is {told}{'' if right else f', and should be {arn}'}.")


def _bus_of(asked: Asked, arn: str) -> Iterator[Answer]:
    """Whether the bus that a target names is there, asked in its region."""
    asked.client("events", arn.split(":", _FIELDS - 1)[3]).describe_event_bus(Name=arn.partition(_BUS)[2])
    yield passed(f"The bus {arn} is there.")
