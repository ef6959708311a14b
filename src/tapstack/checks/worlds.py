"""What is wrong in any world that parameters can make, told with the smallest set of them that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.checks.at_once import at_once
from tapstack.checks.other_worlds import Judge, OtherWorlds, worlds_of
from tapstack.findings import Finding

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject

__all__ = ["in_every_world", "worlds_of"]


def in_every_world(subject: Subject, judge: Judge, again: Judge | None = None) -> Iterator[Finding]:
    """Every finding of the given world, and what is wrong or not known in others and is not so in it.

    ``again`` judges the others, where what holds need not be told. What is not known only because a value was made up
    is not told either: it says nothing about the values that people will give. Nor is what is not known in the given
    world for the same reason, if only the regions change places.
    """
    given = at_once(judge, subject)
    yield from given
    if subject.given_only:
        return
    others = OtherWorlds(subject, again or judge)
    for key, worlds in others.found(given).items():
        start = next(filter(None, (others.start(changes, key) for changes in worlds)), None)
        if start:
            yield from others.told(key, others.smallest(start, key))
