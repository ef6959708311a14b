"""A provider that is asked before each call whether to refuse it."""

from __future__ import annotations

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
    """``split`` is asked before each call while ``phase`` is set. A refusal is one time only.

    ``begins`` is called before the first call of a phase in each region.
    """

    def __init__(self, provider: Provider, split: Split) -> None:
        self.phase = ""
        self.broken: Break | None = None
        self.begins: Callable[[], None] = lambda: None
        self._provider = provider
        self._split = split
        self._at = ("", "")

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

    def adopt(self, owner: Owner, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """What is there already."""
        return self._provider.adopt(owner, identifier, wanted)

    def read(self, owner: Owner, made: Made, wanted: Wanted) -> Mapping[str, Any]:
        """What the service tells."""
        return self._provider.read(owner, made, wanted)

    def _ask(self, action: str, owner: Owner, wanted: Wanted) -> None:
        if not self.phase or self.broken is not None:
            return
        if self._at != (self.phase, owner.region):
            self._at = (self.phase, owner.region)
            self.begins()
        place = Break(self.phase, owner.region, action, wanted.logical_id, wanted.type)
        if self._split(place):
            self.broken = place
            raise RefusedError("InternalFailure", "The sweep has this call refused.", service="Sweep", status=500)
