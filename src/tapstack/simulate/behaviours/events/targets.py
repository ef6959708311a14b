"""Targets: who is called when a rule fits, and on whose behalf.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html: functions, topics and
queues say themselves who may. What a region does that is out of reach is assumed: nothing, which may pass.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.events.handing import Handing
from tapstack.simulate.behaviours.events.outcome import Outcome, outcome_of
from tapstack.simulate.behaviours.events.role_targets import no_json, to_bus, to_machine, to_stream
from tapstack.simulate.resources import RefusedError, UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.events.arrival import Arrival
    from tapstack.simulate.behaviours.events.rules import Rule
    from tapstack.simulate.behaviours.life import Life

_BUS = "events"


def hand_over(life: Life, rule: Rule, target: Mapping[str, Any], arrival: Arrival, given: str) -> Outcome:
    """Give a target its input, once."""
    handing = Handing(life, rule, target, arrival, given)
    service = handing.arn.split(":")[2]
    if life.outages.is_out(handing.region):
        code = "CROSS_REGION_INGESTION_FAILED" if service == _BUS else "CONNECTION_FAILURE"
        return Outcome(code, f"{handing.region} is out of reach", passing=True)
    assumed = handing.assumed()
    return _KINDS[service](handing) if assumed.taken else assumed


def check(rule: Rule, target: Mapping[str, Any]) -> None:
    """Raises UnsupportedError for a target that is not simulated: of another kind, or, but for buses, far away."""
    service, region = target["Arn"].split(":")[2:4]
    if service not in _KINDS:
        raise UnsupportedError(f"Rule {rule.name} has the target {target['Arn']}, of a kind that is not simulated.")
    if service != _BUS and region != rule.region:
        raise UnsupportedError(f"Rule {rule.name} has the target {target['Arn']}, which is in another region.")


def _to_function(handing: Handing) -> Outcome:
    if wrong := no_json(handing.given):
        return wrong
    try:
        handing.life.functions.find(handing.arn)
    except RefusedError as error:
        return Outcome("NO_RESOURCE", str(error))
    refused = handing.life.functions.send(
        handing.arn, json.loads(handing.given), principal=handing.principal, source_arn=handing.rule.arn
    )
    return outcome_of(refused)


def _to_topic(handing: Handing) -> Outcome:
    refused = handing.life.topics.publish(
        handing.region, handing.arn, handing.given, principal=handing.principal, source_arn=handing.rule.arn
    )
    return outcome_of(refused)


def _to_queue(handing: Handing) -> Outcome:
    group = (handing.target.get("SqsParameters") or {}).get("MessageGroupId", "")
    refused = handing.life.queues.send(
        handing.arn, handing.given, principal=handing.principal, source_arn=handing.rule.arn, group=group
    )
    return outcome_of(refused)


_KINDS: Mapping[str, Callable[[Handing], Outcome]] = {
    _BUS: to_bus,
    "kinesis": to_stream,
    "lambda": _to_function,
    "sns": _to_topic,
    "sqs": _to_queue,
    "states": to_machine,
}
