"""What S3 publishes of replication, every minute, and when it tells that something is late.

Source: S3 User Guide, "Using S3 Replication metrics": latency, bytes and operations that are pending, of live
replication, in the destination's region as long as there is a destination; failed operations, of jobs too, in the
source's, only while something is replicated; from 15 minutes after replication time control was turned on. "Receiving
replication failure events": thresholds are of replication time control, to which delete markers do not belong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.behaviours.objects.notifying import notify

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.objects.rules import Rule
    from tapstack.simulate.behaviours.objects.task import Task
    from tapstack.simulate.clock import Steps

MINUTE = 60
_NAMESPACE = "AWS/S3"


def measure(life: Life) -> Steps[None]:
    """Every rule, again and again."""
    while True:
        yield life.clock.pause(MINUTE)
        if life.quiet:
            continue
        for rule in life.objects.configurations.every_rule():
            if _is_measured(life, rule):
                _measure(life, rule)


def measure_failures(life: Life, rule: Rule, *, failed: bool) -> None:
    """Something was replicated, or was not."""
    region = life.objects.region(rule.bucket)
    if region and _is_measured(life, rule):
        life.measure(region, _NAMESPACE, "OperationsFailedReplication", rule.dimensions, float(failed))


def tell_if_late(life: Life, task: Task, threshold: float) -> Steps[None]:
    """Tell that a version is still on its way after so many seconds."""
    yield life.clock.pause(threshold)
    yield life.outages.back(life.objects.region(task.rule.bucket))
    if task in life.objects.waiting(task.rule):
        task.late = True
        notify(life, task, "OperationMissedThreshold")


def _measure(life: Life, rule: Rule) -> None:
    region = life.objects.region(rule.destination)
    if not region or life.outages.is_out(region):
        return
    waiting = life.objects.waiting(rule)
    numbers = {
        "ReplicationLatency": life.objects.behind(rule),
        "OperationsPendingReplication": float(len(waiting)),
        "BytesPendingReplication": float(sum(task.size for task in waiting)),
    }
    for name, value in numbers.items():
        life.measure(region, _NAMESPACE, name, rule.dimensions, value)


def _is_measured(life: Life, rule: Rule) -> bool:
    since = life.objects.configurations.measured_from.get((rule.bucket, rule.id))
    wait = 0.0 if rule.threshold is None else life.objects.measured_after
    return since is not None and life.clock.seconds - since >= wait
