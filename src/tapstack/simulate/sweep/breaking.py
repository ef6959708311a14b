"""A provider that forks the process before each call: the child's call is refused, the parent's goes through."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tapstack.simulate.resources import Made, Owner, Provider, RefusedError, Wanted


class Break(NamedTuple):
    """The call that is refused: ``action`` is create, update or delete."""

    phase: str
    region: str
    action: str
    logical_id: str
    type: str


Split = Callable[[Break], bool]
"""Told of the call that comes; whether it is refused in this process."""


class Breaking:
    """``split`` is asked before each call while ``phase`` is set. A refusal is one time only."""

    def __init__(self, provider: Provider, split: Split) -> None:
        self.phase = ""
        self.broken: Break | None = None
        self._provider = provider
        self._split = split

    def create(self, owner: Owner, wanted: Wanted) -> Made:
        """Make a resource, or refuse to."""
        self._ask("create", owner, wanted)
        return self._provider.create(owner, wanted)

    def update(self, owner: Owner, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Change a resource, or refuse to."""
        self._ask("update", owner, wanted)
        return self._provider.update(owner, made, before, wanted)

    def delete(self, owner: Owner, made: Made, wanted: Wanted) -> None:
        """Delete a resource, or refuse to."""
        self._ask("delete", owner, wanted)
        self._provider.delete(owner, made, wanted)

    def read(self, owner: Owner, made: Made, wanted: Wanted) -> Mapping[str, Any]:
        """What the service tells."""
        return self._provider.read(owner, made, wanted)

    def _ask(self, action: str, owner: Owner, wanted: Wanted) -> None:
        if not self.phase or self.broken is not None:
            return
        place = Break(self.phase, owner.region, action, wanted.logical_id, wanted.type)
        if self._split(place):
            self.broken = place
            raise RefusedError("InternalFailure", "The sweep has this call refused.", service="Sweep", status=500)


class Forks:
    """At most ``many`` children at a time; each gives a text, which arrives when it ends."""

    def __init__(self, many: int) -> None:
        self.texts: list[str] = []
        self.is_child = False
        self._many = many
        self._open: dict[int, int] = {}
        self._write = -1

    def fork(self) -> bool:
        """Whether this is the child."""
        while len(self._open) >= self._many:
            self._collect()
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            self.is_child, self._write, self._open = True, write, {}
            return True
        os.close(write)
        self._open[child] = read
        return False

    def _collect(self) -> None:
        """Wait for the child that was begun first, and take what it has written."""
        child, read = next(iter(self._open.items()))
        del self._open[child]
        with os.fdopen(read, "rb") as pipe:
            text = pipe.read().decode()
        _, status = os.waitpid(child, 0)
        self.texts.append(text if status == 0 else "")

    def finish(self) -> list[str]:
        """Wait for all children; their texts in the order in which they were begun, empty for one that crashed."""
        while self._open:
            self._collect()
        return self.texts

    def end_child(self, text: str) -> None:
        """The child has done its work: its text goes to the parent, and nothing else of it remains."""
        with os.fdopen(self._write, "wb") as pipe:
            pipe.write(text.encode())
        os._exit(0)
