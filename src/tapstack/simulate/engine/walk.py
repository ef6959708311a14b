"""Carrying out work on every resource, each when what it needs is done, as much at once as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import simpy

from tapstack.simulate.clock import Clock, Steps

Work = Callable[[str], Steps[bool]]
"""Does what is to be done with one resource; whether it succeeded. Interrupted, it gives up and ends."""


def walk(
    clock: Clock, needs: Mapping[str, Iterable[str]], work: Work, *, halt: bool, stop: simpy.Event | None = None
) -> Steps[list[str]]:
    """Work on each name after all that it needs, in the order of ``needs`` among those that are free.

    What needs something that failed is never begun. With ``halt`` the first failure ends everything: what is going on
    is interrupted; so does ``stop`` when it happens. Gives the names that failed by themselves, not those that were
    interrupted.
    """
    waiting = {name: [one for one in needed if one in needs] for name, needed in needs.items()}
    running: dict[str, simpy.Process] = {}
    done: set[str] = set()
    failed: list[str] = []
    while True:
        for name in [name for name, needed in waiting.items() if done.issuperset(needed)]:
            del waiting[name]
            running[name] = clock.start(work(name))
        if not running:
            return failed
        yield clock.env.any_of([*running.values(), *([stop] if stop is not None else [])])
        for name in [name for name, process in running.items() if process.processed or process.triggered]:
            (done.add if running.pop(name).value else failed.append)(name)
        if (failed and halt) or (stop is not None and stop.triggered):
            yield from _interrupt(clock, running)
            return failed


def _interrupt(clock: Clock, running: Mapping[str, simpy.Process]) -> Steps[None]:
    for process in running.values():
        process.interrupt("cancelled")
    if running:
        yield clock.env.all_of(running.values())


def reversed_needs(needs: Mapping[str, Iterable[str]]) -> dict[str, list[Any]]:
    """Who is needed by whom: the order of deletion, last of the template first."""
    dependents: dict[str, list[Any]] = {name: [] for name in reversed(list(needs))}
    for name, needed in needs.items():
        for one in needed:
            if one in dependents:
                dependents[one].append(name)
    return dependents
