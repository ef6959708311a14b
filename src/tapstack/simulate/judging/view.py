"""The view of the simulated world: what is made is there, what is only planned is not there yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tapstack.checks.truths.answers import answered, told
from tapstack.checks.truths.planned import PlannedView
from tapstack.checks.truths.surroundings import Surroundings
from tapstack.checks.truths.view import Kept
from tapstack.graph.stackset import Item, StackSet

IsMade = Callable[[str, str], bool]
"""Whether the resource of a logical id is there now in a region."""


class WorldView(PlannedView):
    """A view while ``current`` is being made, or changed.

    ``looked`` is set when an answer hangs on what is made: such a verdict does not last.
    """

    def __init__(self, stackset: StackSet, around: Surroundings, is_made: IsMade) -> None:
        super().__init__(stackset, around)
        self.current: Item | None = None
        self.looked = False
        self._is_made = is_made

    def all(self, *types: str, region: str | None = None) -> Sequence[Item]:
        """Those that are there, and the one that is being made."""
        return [item for item in super().all(*types, region=region) if self._is_there(item)]

    def before(self, _: Item, other: Item) -> bool:
        """Whether the other is there now."""
        return self._is_there(other)

    def _is_there(self, item: Item) -> bool:
        self.looked = True
        return item is self.current or self._is_made(item.region, item.logical_id)

    def kept(self, work: Callable[..., Kept], *of: Any) -> Kept:
        """Worked out once if nothing in it hangs on what is made, else each time."""
        key = (work, *of)
        if key in self._kept:
            kept: Kept = told(self._kept[key])
            return kept
        looked, self.looked = self.looked, False
        answer = answered(work, self, *of)
        if not self.looked:
            self._kept[key] = answer
        self.looked |= looked
        fresh: Kept = told(answer)
        return fresh
