"""Carrying out a script in a world, and looking after each step whether all that must hold still holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tapstack.simulate.adapters.workshop import Workshop
from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.deployment import NAME, World, create, delete, update
from tapstack.simulate.engine import StackError
from tapstack.simulate.invariants import violations
from tapstack.simulate.script.refusing import Refusing
from tapstack.simulate.stackset import StackSetError

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.script.read import Step
    from tapstack.simulate.stackset import Operation


@dataclass
class Report:
    """``lines`` tell what happened; ``faults`` what must not have, with the line of the script."""

    lines: list[str] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


class Actor:
    """Carries out steps in a world whose provider is ``refusing``."""

    def __init__(self, world: World, refusing: Refusing) -> None:
        self.world = world
        self.report = Report()
        self.changes: dict[str, str] = {}
        self.last: Operation | None = None
        self._refusing = refusing
        self._stops_after: float | None = None

    def do(self, step: Step) -> None:
        """One step, and what must hold after it."""
        act: Callable[..., str] = getattr(self, f"_{step.word}")
        try:
            said = act(*step.arguments)
        except (StackSetError, StackError) as error:
            said = f"refused at once: {error}"
        self.report.lines.append(f"{step}: {said}" if said else str(step))
        if step.word == "expect" and said:
            self.report.faults.append((step.line, said))
        self.report.faults += [(step.line, fault) for fault in violations(self.world)]

    def _deploy(self) -> str:
        if NAME not in self.world.stack_sets.sets:
            self.world.stack_sets.create_stack_set(NAME, self.world.wish(self.changes), managed=True)
        return self._ended(create)

    def _update(self, *changes: str) -> str:
        self.changes |= dict(change.split("=", 1) for change in changes)
        return self._ended(lambda world: update(world, self.changes))

    def _delete(self, *regions: str) -> str:
        there = {target.region for target in self.world.stack_sets.find(NAME).instances}
        order = [region for region in self.world.regions if region in (regions or there)]
        return self._ended(lambda world: delete(world, order))

    def _ended(self, operate: Callable[[World], Operation]) -> str:
        if self._stops_after is not None:
            self.world.clock.start(self._stopping(self._stops_after))
            self._stops_after = None
        self.last = operate(self.world)
        results = [f"{target.region} {result.status}" for target, result in self.last.results.items()]
        reasons = [result.reason for result in self.last.results.values() if result.reason]
        return "; ".join((f"{self.last.status} ({', '.join(results)})", *reasons))

    def _stopping(self, seconds: float) -> Steps[None]:
        yield self.world.clock.pause(seconds)
        for operation in self.world.stack_sets.sets[NAME].operations.values():
            if operation.status == "RUNNING":
                self.world.stack_sets.stop(NAME, operation.id)

    def _refuse(self, action: str, logical_id: str, region: str) -> str:
        self._refusing.refused.append((action, logical_id, region))
        return ""

    def _lose(self, kind: str, logical_id: str) -> str:
        self.world.cloud.faults.lost_answers[logical_id, kind] = 1
        return ""

    def _stop(self, seconds: str) -> str:
        self._stops_after = float(seconds)
        return ""

    def _wait(self, seconds: str) -> str:
        self.world.clock.env.run(until=self.world.clock.seconds + float(seconds))
        return ""

    def _expect(self, status: str) -> str:
        found = self.last.status if self.last else "nothing"
        return "" if found == status else f"{status} was expected, and it is {found}"


def carry_out(actor: Actor, steps: Iterable[Step]) -> Report:
    """All steps, one after the other."""
    for step in steps:
        actor.do(step)
    return actor.report


@contextmanager
def acting(subject: Subject, *, seed: int = 0) -> Iterator[Actor]:
    """An actor in a world in which nothing is deployed yet."""
    with open_cloud(seed=seed) as cloud:
        refusing = Refusing(Workshop(cloud))
        yield Actor(World(cloud, subject, refusing), refusing)
