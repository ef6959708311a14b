"""What S3 publishes of replication, every minute.

Source: S3 User Guide, "Monitoring replication with metrics, event notifications, and statuses": latency, bytes and
operations that are pending in the destination's region, failed operations in the source's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.behaviours.objects.notifying import notify

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.objects.rules import Rule
    from tapstack.simulate.clock import Steps

MINUTE = 60


def measure(life: Life) -> Steps[None]:
    """Every rule, again and again."""
    while True:
        yield life.clock.pause(MINUTE)
        if life.quiet:
            continue
        for rule in list(life.objects.every_rule()):
            if rule.measured:
                _measure(life, rule)
            _tell_late(life, rule)


def _measure(life: Life, rule: Rule) -> None:
    region = life.objects.region(rule.destination)
    if not region or life.outages.is_out(region):
        return
    waiting = life.objects.pending.get((rule.bucket, rule.id), [])
    numbers = {
        "ReplicationLatency": life.objects.behind(rule),
        "OperationsPendingReplication": float(len(waiting)),
        "BytesPendingReplication": float(sum(task.size for task in waiting)),
    }
    pairs = {"SourceBucket": rule.bucket, "DestinationBucket": rule.destination, "RuleId": rule.id}
    for name, value in numbers.items():
        life.measure(region, "AWS/S3", name, pairs, value)


def _tell_late(life: Life, rule: Rule) -> None:
    if rule.threshold is None or life.outages.is_out(life.objects.region(rule.bucket)):
        return
    for task in life.objects.pending.get((rule.bucket, rule.id), ()):
        if not task.told_late and life.clock.seconds - task.since > rule.threshold:
            task.told_late = True
            notify(life, task, "OperationMissedThreshold")
