"""Carrying out one operation: region after region or side by side, so many accounts at a time, until too many fail.

Source: botocore cloudformation, shapes StackSetOperation (Status) and StackSetOperationPreferences: the tolerance is
that of each region; where it is exceeded the operation fails, and what has not begun is cancelled there and in all
later regions. StopStackSetOperation: what has not begun is cancelled, what is under way ends as it will. The reason of
what is cancelled is that of AWS's examples of list-stack-set-operation-results; the reason after a stop is assumed, as
is that regions which are worked on side by side do not stop each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import simpy

from tapstack.simulate.clock import Clock, Steps
from tapstack.simulate.stackset.contract import Outcome, Target
from tapstack.simulate.stackset.model import Operation, Result
from tapstack.simulate.stackset.statuses import CANCELLED, FAILED, PENDING, RUNNING, STOPPED, STOPPING, SUCCEEDED

_TOLERANCE = "Cancelled since failure tolerance has exceeded"
_STOPPED = "Cancelled since the operation was stopped by the user"


@dataclass(frozen=True)
class Runner:
    """``work`` carries out the operation at one target; ``tell`` is called with a result when it changes."""

    clock: Clock
    operation: Operation
    work: Callable[[Target], Steps[Outcome]]
    tell: Callable[[Result], None]

    def run(self) -> Steps[str]:
        """All targets; the status with which the operation ends."""
        operation = self.operation
        regions = operation.preferences.ordered([target.region for target in operation.targets])
        if operation.preferences.parallel:
            yield self.clock.env.all_of([self.clock.start(self._region(region)) for region in regions])
        else:
            for region in regions:
                yield from self._region(region)
                if self._ending(region):
                    break
        cancel_pending(operation, self.tell)
        if self._stopping:
            return STOPPED
        return FAILED if any(self._exceeded(region) for region in regions) else SUCCEEDED

    @property
    def _stopping(self) -> bool:
        return self.operation.status == STOPPING

    def _region(self, region: str) -> Steps[None]:
        """As many accounts at a time as may be, in their order; no more are begun when too many have failed."""
        waiting = [target for target in self.operation.targets if target.region == region]
        running: dict[Target, simpy.Process] = {}
        while True:
            while waiting and len(running) < self._may_run(region) and not self._ending(region):
                target = waiting.pop(0)
                running[target] = self.clock.start(self._target(target))
            if not running:
                return
            yield self.clock.env.any_of(running.values())
            running = {target: process for target, process in running.items() if not process.triggered}

    def _ending(self, region: str) -> bool:
        return self._stopping or self._exceeded(region)

    def _may_run(self, region: str) -> int:
        accounts = self._of(region)
        return self.operation.preferences.concurrency(len(accounts), _failures(accounts))

    def _exceeded(self, region: str) -> bool:
        accounts = self._of(region)
        return _failures(accounts) > self.operation.preferences.tolerance(len(accounts))

    def _of(self, region: str) -> list[Result]:
        return [result for target, result in self.operation.results.items() if target.region == region]

    def _target(self, target: Target) -> Steps[None]:
        result = self.operation.results[target]
        result.status = RUNNING
        self.tell(result)
        outcome = yield from self.work(target)
        result.status = SUCCEEDED if outcome.succeeded else FAILED
        result.reason, result.barred, result.drift = outcome.reason, outcome.barred, outcome.drift
        self.tell(result)


def cancel_pending(operation: Operation, tell: Callable[[Result], None]) -> None:
    """What has not begun will not be done any more."""
    for result in operation.results.values():
        if result.status == PENDING:
            result.status = CANCELLED
            result.reason = _STOPPED if operation.status == STOPPING else _TOLERANCE
            tell(result)


def _failures(results: Sequence[Result]) -> int:
    return sum(result.status == FAILED for result in results)
