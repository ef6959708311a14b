"""S3 replication: what is written to a bucket with rules is on its way to another.

Source: S3 User Guide, "Replicating objects". How long that takes is a figure that a fault may change: most objects take
seconds, and with replication time control 99.99 % are there within 15 minutes; the default is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.simulate.behaviours.objects.carrying import carry
from tapstack.simulate.behaviours.objects.configurations import Configurations
from tapstack.simulate.behaviours.objects.measuring import measure, measure_failures, tell_if_late
from tapstack.simulate.behaviours.objects.noticing import Noticing
from tapstack.simulate.behaviours.objects.notifying import notify
from tapstack.simulate.behaviours.objects.rules import Rule
from tapstack.simulate.behaviours.objects.task import Obstacle, Task
from tapstack.simulate.cloud.held_objects import keeps_versions, region_of

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

LAG = 30.0
_LOOK = 10.0
"""Seconds after which a version that waits finds out that the lag is another."""


class Objects:
    """``lag``, in seconds, is a fault that drills may put in: what is on its way already feels it too.

    ``measured_after`` are the seconds after which S3 measures a new rule. ``pending`` are the versions on their way, by
    bucket and rule; ``failed`` those that never came, and why; ``arrived`` is what destinations were given: bucket, key
    and version.
    """

    def __init__(self, life: Life) -> None:
        self._life = life
        self.lag = LAG
        self.measured_after = 15 * 60.0
        self.pending: dict[tuple[str, str], dict[Task, None]] = {}
        self.failed: list[tuple[Task, str]] = []
        self.arrived: set[tuple[str, str, str]] = set()
        self.configurations = Configurations(life)
        self.noticing = Noticing(life)
        life.begin(measure(life))

    def region(self, bucket: str) -> str:
        """The region of a bucket; empty where there is none."""
        return region_of(self._life.cloud.account_id, bucket)

    def is_versioned(self, bucket: str) -> bool:
        """Whether a bucket keeps versions."""
        return keeps_versions(self._life.cloud.account_id, bucket)

    def rules(self, bucket: str) -> Iterator[Rule]:
        """The rules of a bucket, the highest priority first."""
        return self.configurations.rules(bucket)

    def waiting(self, rule: Rule) -> dict[Task, None]:
        """What is on its way by a rule."""
        return self.pending.setdefault((rule.bucket, rule.id), {})

    def behind(self, rule: Rule) -> float:
        """Seconds since the oldest version that is on its way was written."""
        return max((self._life.clock.seconds - task.since for task in self.waiting(rule)), default=0.0)

    def send(self, task: Task) -> None:
        """Let a version be on its way."""
        self.waiting(task.rule)[task] = None
        self._life.begin(self._carry(task))
        if task.rule.threshold is not None and task.operation != "OBJECT_DELETE":
            self._life.begin(tell_if_late(self._life, task, task.rule.threshold))

    def _carry(self, task: Task) -> Steps[None]:
        yield self._life.clock.pause(0)
        while (left := task.since + self.lag - self._life.clock.seconds) > 0:
            yield self._life.clock.pause(min(left, _LOOK))
        met = yield from carry(self._life, task)
        self.waiting(task.rule).pop(task)
        self.note(task, met)
        if met is None and task.late:
            notify(self._life, task, "OperationReplicatedAfterThreshold")

    def note(self, task: Task, met: Obstacle | None) -> None:
        """A version has arrived, or never will, live or in a job."""
        rule = task.rule
        measure_failures(self._life, rule, failed=met is not None)
        if met is None:
            return
        self.failed.append((task, f"{met.reason}: {met.why}"))
        self._life.timeline.note(
            rule.bucket, f"{task.key} is not replicated: {met.reason}: {met.why}", self.region(rule.bucket)
        )
        if rule.measured:
            notify(self._life, task, "OperationFailedReplication", met.reason)
