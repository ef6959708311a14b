"""All drills: the world is deployed once for each set of parameters, and every trial takes place in a copy of it.

A copy is a fork of the process. What comes back does not depend on how many run at a time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.simulate.behaviours.life import open_life
from tapstack.simulate.deployment import create
from tapstack.simulate.drills.history import make_history, pass_a_night
from tapstack.simulate.drills.stage import WARM_UP, Stage
from tapstack.simulate.expectations import Interval, Pair
from tapstack.simulate.sweep.forks import Forks

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.drills.drill import Drill


class Trial(NamedTuple):
    """What one trial of a drill gave; ``crashed`` says why there is nothing."""

    measured: Mapping[str, Any]
    crashed: str = ""


@dataclass(frozen=True)
class Result:
    """A drill, its trials, and the intervals in which its figures were expected.

    ``lacks`` is what the stacks lack for anything to be expected.
    """

    drill: Drill
    expected: Mapping[str, Interval]
    trials: tuple[Trial, ...]
    lacks: str = ""


def run(
    subject: Subject,
    drills: Sequence[Drill],
    *,
    seed: int = 0,
    workers: int = 2,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Result]:
    """Every drill on a prepared subject, in the order given; its trials tell what could not be drilled."""
    forks, asked, expected = Forks(workers), list[tuple[int, int]](), dict[int, tuple[Mapping[str, Interval], str]]()
    troubles: dict[int, str] = {}
    for given, members in _groups(drills).items():
        wanted = subject.with_parameters({**subject.given, **dict(given[1])})
        with open_life(wanted, seed=seed) as life:
            trouble = _deployed(life, history=given[0])
            for place in members:
                troubles[place] = trouble
                expected[place] = _expected(drills[place], wanted)
                for trial in range(0 if trouble else drills[place].trials):
                    if forks.fork():
                        _end(forks, life, drills[place], trial)
                    asked.append((place, trial))
                    tell(f"drill {drills[place].name}" + (f", trial {trial + 1}" if trial else ""))
    found: dict[int, list[Trial]] = {place: [] for place in range(len(drills))}
    for (place, _), text in zip(asked, forks.finish(), strict=True):
        found[place].append(_trial(text))
    return [
        Result(drill, expected[place][0], tuple(found[place] or [Trial({}, troubles[place])]), expected[place][1])
        for place, drill in enumerate(drills)
    ]


def _groups(drills: Sequence[Drill]) -> dict[tuple[bool, tuple[tuple[str, str], ...]], list[int]]:
    """The drills, by what has to be deployed for them."""
    groups: dict[tuple[bool, tuple[tuple[str, str], ...]], list[int]] = {}
    for place, drill in enumerate(drills):
        groups.setdefault((drill.history, tuple(sorted(drill.given.items()))), []).append(place)
    return groups


def _deployed(life: Life, *, history: bool) -> str:
    """Bring the world up; why it did not come up, if so."""
    if history:
        make_history(life)
    operation = create(life.world)
    if operation.status != "SUCCEEDED":
        return "; ".join(result.reason for result in operation.results.values() if result.reason)
    if history:
        pass_a_night(life)
    life.clock.run(WARM_UP)
    return ""


def _expected(drill: Drill, subject: Subject) -> tuple[Mapping[str, Interval], str]:
    """What must be measured, or what the stacks lack for it: then the drill fails."""
    try:
        return drill.expects(Pair(subject.stacks)), ""
    except LookupError as lacks:
        return {}, str(lacks)


def _end(forks: Forks, life: Life, drill: Drill, trial: int) -> None:
    """A child's whole work."""
    with forks.ending():
        try:
            stage, before = Stage(life, trial), len(life.timeline.moments)
            began = stage.now
            measured = drill.run(stage)
            measured.moments = [(round(one.seconds - began, 3), *one[1:]) for one in life.timeline.moments[before:]]
            forks.text = json.dumps({"measured": measured.document()})
        except Exception as error:  # noqa: BLE001 - whatever a drill raises is told
            forks.text = json.dumps({"crashed": f"{type(error).__name__}: {error}"})


def _trial(text: str) -> Trial:
    if not text:
        return Trial({}, "the simulation of this drill has crashed")
    told = json.loads(text)
    return Trial(told.get("measured", {}), told.get("crashed", ""))


def worst(result: Result) -> Iterator[tuple[str, float, Interval | None]]:
    """Every figure at its greatest among the trials, and where it was expected."""
    names = dict.fromkeys([name for trial in result.trials for name in trial.measured.get("figures", {})])
    for name in [*names, *(one for one in result.expected if one not in names)]:
        values = [
            trial.measured["figures"][name] for trial in result.trials if name in trial.measured.get("figures", {})
        ]
        yield name, max(values, default=math.inf), result.expected.get(name)
