"""Targets: who is called when a rule fits, on whose behalf, and whether a refusal may pass.

Source: EventBridge User Guide, "Using resource-based policies" and "Using identity-based policies": functions, topics
and queues say themselves who may; buses and workflows are reached with the target's role.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.events.rules import Rule
    from tapstack.simulate.behaviours.life import Life

_EVENTS = "events.amazonaws.com"


class Outcome(NamedTuple):
    """``why`` is empty where the target took it; ``passing`` if it may take it later."""

    why: str
    passing: bool = False


def hand_over(life: Life, rule: Rule, target: Mapping[str, Any], event: Mapping[str, Any], given: Any) -> Outcome:
    """Give a target its input. Raises UnsupportedError for kinds of targets that are not simulated."""
    arn = target["Arn"]
    service, region = arn.split(":")[2], arn.split(":")[3]
    if life.outages.is_out(region):
        return Outcome(f"{region} is out of reach", passing=True)
    match service:
        case "lambda":
            return Outcome(life.functions.send(arn, given, principal=_EVENTS, source_arn=rule.arn))
        case "sns":
            text = given if isinstance(given, str) else json.dumps(given)
            return Outcome(life.topics.publish(region, arn, text, principal=_EVENTS, source_arn=rule.arn))
        case "sqs":
            return Outcome(life.queues.send(arn, json.dumps(given), principal=_EVENTS, source_arn=rule.arn))
        case "events":
            return _to_bus(life, target, event, region)
        case "states":
            return _to_machine(life, target, given, region)
    raise UnsupportedError(f"Rule {rule.name} has the target {arn}, of a kind that is not simulated.")


def _to_bus(life: Life, target: Mapping[str, Any], event: Mapping[str, Any], region: str) -> Outcome:
    refused = _role_may(life, target, "events:PutEvents", region)
    if not refused:
        life.events.put(region, event, target["Arn"].rpartition("/")[2])
    return Outcome(refused)


def _to_machine(life: Life, target: Mapping[str, Any], given: Any, region: str) -> Outcome:
    refused = _role_may(life, target, "states:StartExecution", region)
    if not refused:
        life.machines.start(region, target["Arn"], json.dumps(given))
    return Outcome(refused)


def _role_may(life: Life, target: Mapping[str, Any], action: str, region: str) -> str:
    """Why the target's role may not; a target without a role has nobody who may."""
    role = target.get("RoleArn", "")
    if not role:
        return f"the target {target['Arn']} has no role that may {action}"
    return life.permissions.refusal(role, action, target["Arn"], region=region)
