"""The sweep: every call of every operation is refused once, each in a copy of the world in which all before went well.

A copy is a fork of the process. Where ``scratch`` says so, the same break is made in a world of its own from the
beginning, and has to come to the same.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tapstack.simulate.adapters.workshop import Workshop
from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.deployment.world import World
from tapstack.simulate.resources import UnsupportedError
from tapstack.simulate.sweep.breaking import Break, Breaking, Split
from tapstack.simulate.sweep.expectations import after_break, after_retry, before
from tapstack.simulate.sweep.forks import Forks
from tapstack.simulate.sweep.phases import DAY, Phase, pause, phases, up_to
from tapstack.simulate.sweep.updates import wide_update

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject

_TENTH = 10


class Broken(NamedTuple):
    """A break and what was wrong after it; ``again`` if it was made in a world of its own, too."""

    place: Break
    faults: tuple[str, ...]
    again: bool = False


@dataclass
class Swept:
    """``trouble`` is why the operations themselves, unbroken, did not succeed; then nothing was swept."""

    changes: Mapping[str, str]
    broken: list[Broken] = field(default_factory=list)
    trouble: str = ""

    @property
    def faults(self) -> list[Broken]:
        """The breaks after which something was wrong."""
        return [one for one in self.broken if one.faults]


def sweep(
    subject: Subject,
    *,
    seed: int = 0,
    workers: int = 2,
    every: int = 1,
    tell: Callable[[Break], None] = lambda _: None,
) -> Swept:
    """Break every call, or one in so many: ``every``.

    The same seed gives the same breaks, in the same order, whatever the number of workers.
    """
    changes = wide_update(subject, seed=seed)
    forks, places = Forks(workers), list[Break]()
    count = itertools.count(seed)

    def split(place: Break) -> bool:
        if next(count) % every:
            return False
        if forks.fork():
            return True
        places.append(place)
        tell(place)
        return False

    trouble = _run(subject, changes, seed, split, forks)
    broken = [_broken(place, text) for place, text in zip(places, forks.finish(), strict=True)]
    return _compared(subject, Swept(changes, broken, trouble), seed, workers)


def _run(subject: Subject, changes: Mapping[str, str], seed: int, split: Split, forks: Forks) -> str:
    """Every phase, in this process and in the children that ``split`` makes; what went wrong in this one.

    A child ends here: with what is wrong in its world, as JSON.
    """
    with open_cloud(seed=seed) as cloud:
        provider = Breaking(Workshop(cloud), split)
        world = World(cloud, subject, provider)
        for phase in phases(changes):
            try:
                trouble = _phase(world, provider, phase)
            except Exception as error:
                if not forks.is_child:
                    raise
                forks.text = json.dumps([f"the simulation has crashed: {error!r}"])
                forks.end()
            if forks.is_child and provider.broken is not None:
                forks.text = trouble
                forks.end()
            if trouble:
                return f"{phase.name}: {trouble}"
    return ""


def _phase(world: World, provider: Breaking, phase: Phase) -> str:
    """One phase; if it was broken, what is wrong then, as JSON, else what went wrong."""
    if phase.name == "delete":
        pause(world, DAY)
    was = [before(world)]
    provider.begins = lambda: was.append(before(world))
    provider.phase = phase.name
    try:
        operation = phase.run(world, world.regions)
        provider.phase = ""
        broken = provider.broken
        if broken is None:
            reasons = [result.reason for result in operation.results.values() if result.reason]
            return "" if operation.status == "SUCCEEDED" else "; ".join(reasons)
        faults = list(after_break(world, was[-1], broken, operation))
        again = up_to(world, phase.name, broken.region)
        faults += after_retry(world, phase.run(world, again), phase.name, again)
    except UnsupportedError as error:
        if provider.broken is None:
            raise
        faults = [str(error)]
    return json.dumps(faults)


def _broken(place: Break, text: str) -> Broken:
    faults = json.loads(text) if text else ["the simulation of this break has crashed"]
    return Broken(place, tuple(faults))


def _compared(subject: Subject, found: Swept, seed: int, workers: int) -> Swept:
    """A tenth of the breaks again, each in a world of its own: what differs is a fault of the sweep itself."""
    count = -(-len(found.broken) // _TENTH)
    chosen = sorted(random.Random(seed).sample(range(len(found.broken)), count))  # noqa: S311 - nothing is secret here
    forks = Forks(workers)
    for index in chosen:
        place = found.broken[index].place
        if forks.fork():
            with forks.ending():
                _run(subject, found.changes, seed, place.__eq__, forks)
    for index, text in zip(chosen, forks.finish(), strict=True):
        known, again = found.broken[index], _broken(found.broken[index].place, text)
        faults = known.faults
        if again.faults != known.faults:
            faults = (
                *known.faults,
                f"from the beginning it comes to something else: {'; '.join(again.faults) or 'nothing'}",
            )
        found.broken[index] = Broken(known.place, faults, again=True)
    return found
