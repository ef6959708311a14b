"""What a drill's figures say: inside what was expected, inside the owners' objectives, and nothing unaccounted for."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tapstack.simulate.drills.run import Result, worst
from tapstack.simulate.expectations import OBJECTIVES


def faults(result: Result) -> list[str]:
    """Everything that speaks against the platform; a drill passes where this is empty."""
    return [*_crashes(result), *_unaccounted(result), *_outside(result), *_objectives(result)]


def _crashes(result: Result) -> Iterator[str]:
    for trial in result.trials:
        if trial.crashed:
            yield trial.crashed


def _unaccounted(result: Result) -> Iterator[str]:
    for trial in result.trials:
        yield from trial.measured.get("faults", ())


def _outside(result: Result) -> Iterator[str]:
    """Every figure of every trial must lie where the rendered values say; a figure without an interval is a fault."""
    if not result.expected and not any(trial.crashed for trial in result.trials):
        yield "the stacks lack what the expectation is worked out from"
        return
    for trial in result.trials:
        for name, value in trial.measured.get("figures", {}).items():
            interval = result.expected.get(name)
            if interval is None:
                yield f"{name} is {told(value)}, and nothing was expected of it"
            elif not interval.has(value):
                yield f"{name} is {told(value)}, expected {told(interval.least)} to {told(interval.most)}"


def _objectives(result: Result) -> Iterator[str]:
    figures = {name: value for name, value, _ in worst(result)}
    for name, objective in result.drill.objectives.items():
        if figures.get(name, math.inf) > OBJECTIVES[objective]:
            yield f"{name} is {told(figures.get(name, math.inf))}, the objective is {told(OBJECTIVES[objective])}"


def told(value: float) -> str:
    """A figure for people."""
    return "never" if math.isinf(value) else f"{value:g}" if value == int(value) else f"{value:.1f}"
