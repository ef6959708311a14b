"""The statement that an EventBusPolicy stands for, whichever of its two forms it has.

Source: botocore events PutPermission: a policy, or an account or everyone with a condition, for events:PutEvents.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.shapes import document
from tapstack.simulate.resources import UnsupportedError, Wanted

_EVERYONE = "*"
_NEEDED = ("Effect", "Principal", "Action", "Resource")
_HELD = frozenset({"Sid", "Condition", *_NEEDED})


def statement(wanted: Wanted, bus_arn: str) -> dict[str, Any]:
    """The statement, under the resource's StatementId. Raises UnsupportedError for elements that moto loses."""
    given, sid = wanted.properties, {"Sid": wanted.properties["StatementId"]}
    if "Statement" in given:
        whole: dict[str, Any] = document(given["Statement"])
        _check(wanted, whole)
        return {**whole, **sid}
    partition, who = bus_arn.split(":")[1], str(given.get("Principal"))
    principal = who if who == _EVERYONE else {"AWS": f"arn:{partition}:iam::{who}:root"}
    made = {**sid, "Effect": "Allow", "Principal": principal, "Action": given.get("Action"), "Resource": bus_arn}
    condition = given.get("Condition")
    return made | ({"Condition": {condition["Type"]: {condition["Key"]: condition["Value"]}}} if condition else {})


def _check(wanted: Wanted, whole: Mapping[str, Any]) -> None:
    lost = [name for name in whole if name not in _HELD]
    missing = [name for name in _NEEDED if name not in whole]
    if lost or missing:
        what = f"has {', '.join(lost)}" if lost else f"is without {', '.join(missing)}"
        message = f"{wanted.logical_id} ({wanted.type}): its Statement {what}, which the simulated service cannot hold."
        raise UnsupportedError(message)


def as_properties(found: Mapping[str, Any]) -> dict[str, Any]:
    """The statement in the other form, as far as that can say it: Action, Principal and Condition."""
    told: dict[str, Any] = {"Action": found["Action"]}
    principal = found["Principal"]
    arn = principal.get("AWS") if isinstance(principal, Mapping) else principal
    told |= {"Principal": _account(arn)} if isinstance(arn, str) else {}
    conditions = found.get("Condition") or {}
    flat = [(kind, key, value) for kind, pairs in conditions.items() for key, value in pairs.items()]
    if len(flat) == 1:
        told["Condition"] = dict(zip(("Type", "Key", "Value"), flat[0], strict=True))
    return told


def _account(arn: str) -> str:
    return arn.split(":")[4] if arn.endswith(":root") else arn
