"""One event to one target: again after what may pass, then to the dead-letter queue.

Source: EventBridge User Guide, "How EventBridge retries delivering events" and "Using dead-letter queues". The pauses
between attempts are assumed: they double, from ten seconds on, without the chance that the guide speaks of.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.events.inputs import input_of
from tapstack.simulate.behaviours.events.targets import Outcome, hand_over

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.events.rules import Rule
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

LATENCY = 0.5
_FIRST, _LONGEST = 10.0, 600.0
_ATTEMPTS, _AGE = 185, 86_400
_MANY = 1024


def deliver(life: Life, rule: Rule, target: Mapping[str, Any], event: Mapping[str, Any]) -> Steps[None]:
    """Hand an event over, as often and as long as the target's retry policy allows."""
    policy = target.get("RetryPolicy") or {}
    attempts, age = policy.get("MaximumRetryAttempts", _ATTEMPTS), policy.get("MaximumEventAgeInSeconds", _AGE)
    began, pause, given = life.clock.seconds, _FIRST, input_of(target, event, rule.arn)
    outcome = Outcome("", passing=True)
    yield life.clock.pause(LATENCY)
    for attempt in range(int(attempts) + 1):
        yield life.outages.back(rule.region)
        outcome = hand_over(life, rule, target, event, given)
        life.measure(rule.region, "AWS/Events", "Invocations", {"RuleName": rule.name}, 1)
        if not outcome.why:
            return
        life.measure(rule.region, "AWS/Events", "FailedInvocations", {"RuleName": rule.name}, 1)
        if not outcome.passing or life.clock.seconds + pause - began > int(age) or attempt == int(attempts):
            break
        yield life.clock.pause(pause)
        pause = min(2 * pause, _LONGEST)
    _give_up(life, rule, target, event, outcome.why)


def _give_up(life: Life, rule: Rule, target: Mapping[str, Any], event: Mapping[str, Any], why: str) -> None:
    queue = (target.get("DeadLetterConfig") or {}).get("Arn", "")
    told = {"RULE_ARN": rule.arn, "TARGET_ARN": target["Arn"], "ERROR_MESSAGE": why[:_MANY]}
    attributes = {name: {"DataType": "String", "StringValue": text} for name, text in told.items()}
    refused = "it has no dead-letter queue"
    if queue:
        refused = life.queues.send(
            queue, json.dumps(event), principal="events.amazonaws.com", source_arn=rule.arn, attributes=attributes
        )
    life.timeline.note(rule.name, f"an event was not delivered: {why}", rule.region)
    if refused:
        life.events.lost.append((rule.name, event, f"{why}; {refused}"))
        life.timeline.note(rule.name, f"an event is lost: {refused}", rule.region)
