"""One event to one target: again after what may pass, then to the dead-letter queue.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html and .../eb-rule-dlq.html. The
pauses between attempts are assumed: they double, from ten seconds on, without the chance that the guide speaks of. How
long a delivery takes is assumed as well, and that no attempt is made that would come too late.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.simulate.behaviours.events.counts import count
from tapstack.simulate.behaviours.events.inputs import input_of, written
from tapstack.simulate.behaviours.events.outcome import TOO_OLD, Outcome
from tapstack.simulate.behaviours.events.targets import hand_over

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.events.arrival import Arrival
    from tapstack.simulate.behaviours.events.rules import Rule
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

LATENCY, FAR_LATENCY = 0.5, 1.0
"""Seconds until an event is at its target in the same region, and in another: an assumption."""
FIRST_PAUSE, LONGEST_PAUSE = 10.0, 600.0
ATTEMPTS, AGE = 185, 86_400
_MANY = 1024


class _End(NamedTuple):
    """How a delivery failed: ``condition`` is what ended the attempts, empty where there was no use in another."""

    outcome: Outcome
    condition: str
    retries: int


def deliver(life: Life, rule: Rule, target: Mapping[str, Any], arrival: Arrival) -> Steps[None]:
    """Hand an event over, as often and as long as the target's retry policy allows. Raises UnsupportedError."""
    given = input_of(target, arrival, rule)
    count(life, rule, "InvocationsCreated")
    yield life.clock.pause(LATENCY if target["Arn"].split(":")[3] in ("", rule.region) else FAR_LATENCY)
    end = yield from _attempts(life, rule, target, arrival, given)
    count(life, rule, "Invocations")
    if end is not None:
        count(life, rule, "FailedInvocations")
        yield life.outages.back(rule.region)
        _give_up(life, rule, target, arrival, end)


def _attempts(life: Life, rule: Rule, target: Mapping[str, Any], arrival: Arrival, given: str) -> Steps[_End | None]:
    """None once the target has taken it."""
    policy = target.get("RetryPolicy") or {}
    most, age = int(policy.get("MaximumRetryAttempts", ATTEMPTS)), int(policy.get("MaximumEventAgeInSeconds", AGE))
    outcome, pause, retries = TOO_OLD, FIRST_PAUSE, 0
    while True:
        yield life.outages.back(rule.region)
        if life.clock.seconds - arrival.seconds > age:
            return _End(outcome, "MaximumEventAgeInSeconds", max(retries - 1, 0))
        count(life, rule, "InvocationAttempts", *(["RetryInvocationAttempts"] if retries else []))
        outcome = hand_over(life, rule, target, arrival, given)
        if outcome.taken:
            count(life, rule, "SuccessfulInvocationAttempts")
            return None
        if not outcome.passing:
            return _End(outcome, "", retries)
        if retries == most:
            return _End(outcome, "MaximumRetryAttempts", retries)
        if life.clock.seconds + pause - arrival.seconds > age:
            return _End(outcome, "MaximumEventAgeInSeconds", retries)
        yield life.clock.pause(pause)
        retries, pause = retries + 1, min(2 * pause, LONGEST_PAUSE)


def _give_up(life: Life, rule: Rule, target: Mapping[str, Any], arrival: Arrival, end: _End) -> None:
    why = f"{end.outcome.code}: {end.outcome.why}"
    life.timeline.note(rule.name, f"an event was not delivered: {why}", rule.region)
    queue = (target.get("DeadLetterConfig") or {}).get("Arn", "")
    if not queue:
        life.events.lose(rule.region, rule.name, arrival.event, f"{why}; it has no dead-letter queue")
        return
    told = {
        "RULE_ARN": rule.arn,
        "TARGET_ARN": target["Arn"],
        "ERROR_CODE": end.outcome.code,
        "ERROR_MESSAGE": end.outcome.why[:_MANY],
        "RETRY_ATTEMPTS": str(end.retries),
        **({"EXHAUSTED_RETRY_CONDITION": end.condition} if end.condition else {}),
    }
    attributes = {name: {"DataType": "String", "StringValue": text} for name, text in told.items()}
    refused = life.queues.send(
        queue,
        written(arrival.event),
        principal="events.amazonaws.com",
        source_arn=rule.arn,
        attributes=attributes,
    )
    count(life, rule, "InvocationsFailedToBeSentToDlq" if refused else "InvocationsSentToDlq")
    if refused:
        life.events.lose(rule.region, rule.name, arrival.event, f"{why}; {refused}")
