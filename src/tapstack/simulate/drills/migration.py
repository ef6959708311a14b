"""A migration that is carried out: the workflow runs, and an operator answers it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.deployment import begin_update
from tapstack.simulate.drills.stage import NEVER

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.machines import Execution
    from tapstack.simulate.drills.stage import Stage
    from tapstack.simulate.stackset import Operation

SETTINGS: Mapping[str, Any] = {
    "objectWaitSeconds": 120,
    "prepareWaitSeconds": 30,
    "exportWaitSeconds": 120,
    "verifyWaitSeconds": 60,
    "verifyPolls": 20,
    "drainWaitSeconds": 30,
    "drainSamples": 3,
    "drainSeconds": 750,
    "cutoverSeconds": 780,
    "catchUpWaitSeconds": 60,
    "observePolls": 8,
    "observeWaitSeconds": 60,
    "graceSeconds": 120,
    "checksumEvery": 10,
}
"""The input of the execution: waits that a drill can wait for; those of the cutover are the defaults."""
THINKING = 60.0
"""Seconds until the operator answers."""
LONG = 4 * 3600.0


class Migration:
    """``phases`` are the times at which each phase was recorded. The operator may be told to answer nothing."""

    def __init__(self, stage: Stage, *, approves: bool = True, updates: bool = True) -> None:
        self._stage = stage
        self._approves, self._updates = approves, updates
        self._target = stage.platform.target
        self._known = set(stage.life.machines.executions)
        self.phases: dict[str, float] = {}
        self.update: Operation | None = None
        stage.life.machines.listeners.append(self._entered)

    def request(self, settings: Mapping[str, Any] | None = None) -> None:
        """Ask for the migration, by an event on the source region's bus."""
        platform, given = self._stage.platform, {**SETTINGS, **(settings or {})}
        event = {"source": "trading.migration", "detail-type": "MigrationRequested", "detail": given}
        self._stage.note("the migration is requested")
        self._stage.life.events.put(platform.source, event, platform.bus)

    @property
    def executions(self) -> list[Execution]:
        """The executions that have begun since."""
        return [one for arn, one in self._stage.life.machines.executions.items() if arn not in self._known]

    @property
    def execution(self) -> Execution | None:
        """The first of them."""
        return self.executions[0] if self.executions else None

    @property
    def is_over(self) -> bool:
        """Whether the workflow has ended."""
        return self.execution is not None and not self.execution.is_running

    def since(self, phase: str, until: str) -> float:
        """Seconds from one phase to another; infinity where one was not reached."""
        return self.phases.get(until, NEVER) - self.phases.get(phase, 0.0) if phase in self.phases else NEVER

    def why(self) -> list[str]:
        """What speaks against the workflow: that it did not succeed."""
        execution = self.execution
        if execution is None:
            return ["the workflow was never started"]
        if execution.status == "SUCCEEDED":
            return []
        last = [name for _, name in execution.entered][-3:]
        return [
            f"the workflow is {execution.status} after {' > '.join(last)}: {execution.error} {execution.cause[:300]}"
        ]

    def _entered(self, execution: Execution, name: str) -> None:
        """A state of the workflow is entered: its phase is noted, and what it asks for is answered."""
        state = execution.definition["States"].get(name, {})
        given = state.get("Parameters", {}).get("Payload", {})
        if "phase" in given:
            self.phases.setdefault(given["phase"], self._stage.now)
            self._stage.life.timeline.note("migration", given["phase"], execution.region)
        if given.get("task") == "request_approval" and self._approves:
            self._stage.life.begin(self._approve(execution))
        if given.get("task") == "request_cutover" and self._updates:
            self._stage.life.begin(self._cut_over())

    def _approve(self, execution: Execution) -> Any:
        yield self._stage.life.clock.pause(THINKING)
        token = self._stage.life.machines.tokens.of(execution)
        self._stage.note("the operator approves the cutover")
        client = self._stage.life.client("stepfunctions", self._target)
        client.send_task_success(taskToken=token, output='{"approved": true}')

    def _cut_over(self) -> Any:
        yield self._stage.life.clock.pause(THINKING)
        self._stage.note(f"the operator updates the stacks: ActiveRegion={self._target}")
        self.update = begin_update(self._stage.life.world, {"ActiveRegion": self._target})
