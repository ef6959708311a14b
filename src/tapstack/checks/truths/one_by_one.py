"""Many things at one site, of which some are not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from tapstack.checks.truths.truth import Fault
from tapstack.graph.stackset import NotKnown

T = TypeVar("T")


def one_by_one(things: Iterable[T], judge: Callable[[T], Iterator[Fault]]) -> Iterator[Fault]:
    """The faults of each; what is not known of one ends that one, and is raised after all were looked at."""
    doubt: NotKnown | None = None
    for thing in things:
        try:
            yield from judge(thing)
        except NotKnown as unknown:
            doubt = doubt or unknown
    if doubt is not None:
        raise doubt
