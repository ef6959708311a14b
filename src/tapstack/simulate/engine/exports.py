"""Values that one stack exports and others of its region import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tapstack.simulate.engine.live import LiveStack
from tapstack.simulate.engine.statuses import Status


def exported(stacks: Iterable[LiveStack], region: str, name: str) -> str | None:
    """The value exported under a name; None where no stack of the region exports it."""
    for live in stacks:
        if live.owner.region == region and name in live.exports:
            return live.exports[name]
    return None


def imported(stacks: Iterable[LiveStack], live: LiveStack) -> Iterator[tuple[str, str]]:
    """The exports of a stack that another uses, with the other's name."""
    for other in stacks:
        if other is live or other.owner.region != live.owner.region or other.status is Status.DELETE_COMPLETE:
            continue
        for name in live.exports:
            if name in other.definition.imports:
                yield name, other.owner.stack_name
