"""Beginning operations: at once, or after those that they conflict with.

Source: botocore cloudformation, shape ManagedExecution: with managed execution an operation that comes while others
run or wait is queued; those that do not conflict run side by side, in the order in which they were asked for. Which
ones conflict is not told: here those that share an instance, and an update of the set with everything. What is assumed
beside: none overtakes another that waits, and what an operation changes it changes when it begins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tapstack.simulate.clock import Clock, Steps
from tapstack.simulate.stackset.contract import Carrier, Outcome, Target
from tapstack.simulate.stackset.errors import StackSetError
from tapstack.simulate.stackset.model import Operation, Progress, Result, StackSet
from tapstack.simulate.stackset.run import Runner, cancel_pending
from tapstack.simulate.stackset.statuses import QUEUED, RUNNING, STOPPED, STOPPING
from tapstack.simulate.stackset.work import expect, follow, work

Listener = Callable[[Progress], None]
Begin = Callable[[], Sequence[Target]]
"""Makes an operation's changes to the set and its instances, and gives its targets."""


class Dispatcher:
    """Starts, queues and stops operations, and tells listeners of every change."""

    def __init__(self, clock: Clock, carrier: Carrier) -> None:
        self.listeners: list[Listener] = []
        self._clock = clock
        self._carrier = carrier

    def submit(self, stack_set: StackSet, operation: Operation, begin: Begin) -> None:
        """Begin at once where nothing is under way, else wait for what has to come before."""
        earlier = stack_set.busy
        stack_set.operations[operation.id] = operation
        if earlier:
            self._turn(stack_set, operation, QUEUED)
            self._clock.start(self._queued(stack_set, operation, earlier, begin))
        else:
            self._begin(stack_set, operation, begin)
            self._clock.start(self._run(stack_set, operation))

    def stop(self, stack_set: StackSet, operation: Operation) -> None:
        """Begin nothing more; what waits ends at once, which is assumed."""
        waits = operation.status == QUEUED
        if operation.status not in (QUEUED, RUNNING):
            why = f"Operation {operation.id} is in {operation.status} state and cannot be stopped"
            raise StackSetError("InvalidOperationException", why)
        self._turn(stack_set, operation, STOPPING)
        if waits:
            cancel_pending(operation, lambda result: self._tell(stack_set, operation, result))
            operation.begun.succeed()
            self._end(stack_set, operation, STOPPED)

    def _queued(
        self, stack_set: StackSet, operation: Operation, earlier: Sequence[Operation], begin: Begin
    ) -> Steps[None]:
        for other in earlier:
            yield other.done if _conflict(other, operation) else other.begun
        if not operation.over:
            self._begin(stack_set, operation, begin)
            yield from self._run(stack_set, operation)

    def _begin(self, stack_set: StackSet, operation: Operation, begin: Begin) -> None:
        expect(stack_set, operation, begin())
        self._turn(stack_set, operation, RUNNING)
        operation.begun.succeed()

    def _run(self, stack_set: StackSet, operation: Operation) -> Steps[None]:
        def tell(result: Result) -> None:
            follow(stack_set, operation, result)
            self._tell(stack_set, operation, result)

        def at(target: Target) -> Steps[Outcome]:
            return work(self._carrier, stack_set, operation, target)

        status = yield from Runner(self._clock, operation, at, tell).run()
        self._end(stack_set, operation, status)

    def _end(self, stack_set: StackSet, operation: Operation, status: str) -> None:
        operation.ended = self._clock.seconds
        self._turn(stack_set, operation, status)
        operation.done.succeed()

    def _turn(self, stack_set: StackSet, operation: Operation, status: str) -> None:
        operation.status = status
        self._tell(stack_set, operation, None)

    def _tell(self, stack_set: StackSet, operation: Operation, result: Result | None) -> None:
        target = result.target if result else None
        status, reason = (result.status, result.reason) if result else (operation.status, operation.reason)
        for listener in self.listeners:
            listener(Progress(self._clock.seconds, stack_set.name, operation.id, target, status, reason))


def _conflict(one: Operation, other: Operation) -> bool:
    """Whether one of two operations has to wait for the other."""
    return one.whole or other.whole or bool(set(one.targets) & set(other.targets))
