"""A carrier that only writes down which stacks there are, takes its time, and fails where it is told to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tapstack.simulate.clock import Clock, Steps
from tapstack.simulate.stackset import Outcome, Target, Wish


@dataclass
class PaperCarrier:
    """``stacks`` holds what exists; ``calls`` every call, with the second it began and the parameters it was given.

    A key of ``fails`` is an account and a region; its value says how often, -1 for always. ``times`` says in seconds
    how long the stacks of an account take, 10 where it says nothing.
    """

    clock: Clock
    stacks: dict[Target, Wish] = field(default_factory=dict)
    calls: list[tuple[float, str, Target, Mapping[str, str]]] = field(default_factory=list)
    fails: dict[Target, int] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)
    running: int = 0
    most: int = 0

    def put(self, name: str, target: Target, wish: Wish) -> Steps[Outcome]:
        there = target in self.stacks
        self.calls.append((self.clock.seconds, "update" if there else "create", target, wish.parameters))
        yield from self._pass(target)
        if self._fails(target):
            return Outcome(False, f"{target.account} refused", self._id(target) if there else None)
        self.stacks[target] = wish
        return Outcome(True, stack_id=self._id(target))

    def remove(self, name: str, target: Target) -> Steps[Outcome]:
        if target not in self.stacks:
            return Outcome(True)
        self.calls.append((self.clock.seconds, "delete", target, {}))
        yield from self._pass(target)
        if self._fails(target):
            return Outcome(False, f"{target.account} refused", self._id(target))
        del self.stacks[target]
        return Outcome(True)

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
