"""A carrier that only writes down which stacks there are, takes its time, and fails where it is told to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tapstack.simulate.clock import Clock, Steps
from tapstack.simulate.stackset import Drift, Outcome, StackInstance, StackSet, Target, Wish


@dataclass
class PaperCarrier:
    """``stacks`` holds what exists; ``calls`` every call, with the second it began and the parameters it was given.

    A key of ``fails`` is an account and a region; its value says how often, -1 for always. ``times`` says in seconds
    how long the stacks of an account take, 10 where it says nothing. ``changed`` are those that others have changed.
    """

    clock: Clock
    stacks: dict[Target, Wish] = field(default_factory=dict)
    calls: list[tuple[float, str, Target, Mapping[str, str]]] = field(default_factory=list)
    fails: dict[Target, int] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)
    changed: set[Target] = field(default_factory=set)
    running: int = 0
    most: int = 0

    def put(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        target, wish = instance.target, stack_set.wish_of(instance)
        there = target in self.stacks
        self.calls.append((self.clock.seconds, "update" if there else "create", target, wish.parameters))
        yield from self._pass(target)
        if self._fails(target):
            return Outcome(False, f"{target.account} refused", self._id(target) if there else None)
        self.stacks[target] = wish
        return Outcome(True, stack_id=self._id(target))

    def remove(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        target = instance.target
        if target not in self.stacks:
            return Outcome(True)
        self.calls.append((self.clock.seconds, "delete", target, {}))
        yield from self._pass(target)
        if self._fails(target):
            return Outcome(False, f"{target.account} refused", self._id(target))
        del self.stacks[target]
        return Outcome(True)

    def detect(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        target = instance.target
        self.calls.append((self.clock.seconds, "detect", target, {}))
        yield from self._pass(target)
        if self._fails(target):
            return Outcome(False, f"{target.account} refused", instance.stack_id)
        found = Drift(self.clock.seconds, target in self.changed)
        return Outcome(True, stack_id=instance.stack_id, drift=found)

    def adopt(self, stack_set: StackSet, instance: StackInstance) -> Steps[Outcome]:
        target = instance.target
        self.calls.append((self.clock.seconds, "adopt", target, {}))
        yield from self._pass(target)
        if self._fails(target):
            return Outcome(False, f"{target.account} refused", instance.stack_id)
        current = target not in self.changed
        if current:
            self.stacks[target] = stack_set.wish_of(instance)
        return Outcome(True, stack_id=instance.stack_id, current=current)

    def _pass(self, target: Target) -> Steps[None]:
        self.running += 1
        self.most = max(self.most, self.running)
        yield self.clock.pause(self.times.get(target.account, 10.0))
        self.running -= 1

    def _fails(self, target: Target) -> bool:
        left = self.fails.get(target, 0)
        self.fails[target] = left - 1 if left > 0 else left
        return left != 0

    def _id(self, target: Target) -> str:
        return f"stack/{target.account}/{target.region}"
