"""What EventBridge tells CloudWatch of a rule.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html: a rule of the default bus has one
dimension, one of another bus two; Invocations and FailedInvocations are counted once an event is through with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.behaviours.events.rules import DEFAULT

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.events.rules import Rule
    from tapstack.simulate.behaviours.life import Life


def count(life: Life, rule: Rule, *names: str) -> None:
    """One more of each."""
    pairs = {"RuleName": rule.name} if rule.bus == DEFAULT else {"EventBusName": rule.bus, "RuleName": rule.name}
    for name in names:
        life.measure(rule.region, "AWS/Events", name, pairs, 1)
