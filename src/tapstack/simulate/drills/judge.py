"""What a drill's figures say: inside what was expected, inside the owners' objectives, and nothing unaccounted for."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from tapstack.simulate.drills.run import Result, worst
from tapstack.simulate.expectations import OBJECTIVES


class Judgement(NamedTuple):
    """What speaks against the platform, by what was asked; a drill passes where nothing does.

    ``broken``: it did not get as far as figures.
    """

    broken: tuple[str, ...]
    recovers: tuple[str, ...]
    expected: tuple[str, ...]
    conserved: tuple[str, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """All of it."""
        return tuple(dict.fromkeys((*self.broken, *self.recovers, *self.expected, *self.conserved)))


def judge(result: Result) -> Judgement:
    """The judgement on all trials of a drill."""
    return Judgement(
        broken=tuple(dict.fromkeys(trial.crashed for trial in result.trials if trial.crashed)),
        recovers=tuple(_objectives(result)),
        expected=tuple(_outside(result)),
        conserved=tuple(fault for trial in result.trials for fault in trial.measured.get("faults", ())),
    )


def _outside(result: Result) -> Iterator[str]:
    """Every figure of every trial must lie where the rendered values say: none is measured or expected alone."""
    if result.lacks:
        yield f"nothing can be expected: {result.lacks}"
        return
    for figures in (trial.measured.get("figures", {}) for trial in result.trials if not trial.crashed):
        yield from (f"{name} was expected, and not measured" for name in result.expected if name not in figures)
        for name, value in figures.items():
            interval = result.expected.get(name)
            if interval is None:
                yield f"{name} is {told(value)}, and nothing was expected of it"
            elif not interval.has(value):
                yield f"{name} is {told(value)}, expected {told(interval.least)} to {told(interval.most)}"


def _objectives(result: Result) -> Iterator[str]:
    figures = {name: value for name, value, _ in worst(result)}
    for name, objective in result.drill.objectives.items():
        value = figures.get(name, math.inf)
        if value > OBJECTIVES[objective]:
            yield f"{name} is {told(value)}, the objective is {told(OBJECTIVES[objective])}"


def told(value: float) -> str:
    """A figure for people."""
    return "never" if math.isinf(value) else f"{value:g}" if value == int(value) else f"{value:.1f}"
