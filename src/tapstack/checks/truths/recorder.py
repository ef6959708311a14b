"""A view that notes what is asked and what is answered, so that a verdict can be known again in another world."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.checks.truths.answers import answered, told
from tapstack.checks.truths.view import Kept
from tapstack.graph.stackset import Item, NotKnown, Property

if TYPE_CHECKING:
    from tapstack.checks.truths.planned import PlannedView

Question = tuple[Any, ...]
"""What was asked, in words that mean the same in every world: name of the method, then texts and names of resources."""

_HERE, _FORM = "in this world", "the form of"
_OF_AN_ITEM = frozenset({"invented", "variations", "worked_out"})
"""Methods whose answer is the same in every world in which the item has the same form."""


class _Unanswered(NamedTuple):
    why: str


class Recorder:
    """``planned``, seen through: ``asked`` holds the questions since it was last emptied."""

    operation = "create"

    def __init__(self, planned: PlannedView) -> None:
        self.planned = planned
        self.regions: tuple[str, ...] = planned.regions
        self.now: date = planned.now
        self.objectives: Mapping[str, Any] = planned.objectives
        self.asked: dict[Question, None] = {}
        self._world = object()  # no number: one that is gone may be given again
        self._answers: dict[Question, Any] = {}
        self._kept: dict[tuple[Any, ...], tuple[Any, dict[Question, None]]] = {}

    def all(self, *types: str, region: str | None = None) -> Sequence[Item]:
        """As the planned view."""
        found: Sequence[Item] = self._ask("all", types, region)
        return found

    def find(self, reference: Property | str, *types: str, region: str | None = None) -> Item | None:
        """As the planned view."""
        text, home = _put(reference, region)
        found: Item | None = self._ask("find", text, types, home)
        return found

    def exists(self, reference: Property | str, *types: str, region: str | None = None) -> bool:
        """As the planned view."""
        text, home = _put(reference, region)
        return bool(self._ask("exists", text, types, home))

    def left_out(self, reference: Property | str, *types: str, region: str | None = None) -> bool:
        """As the planned view."""
        text, home = _put(reference, region)
        return bool(self._ask("left_out", text, types, home))

    def before(self, item: Item, other: Item) -> bool:
        """As the planned view."""
        return bool(self._ask("before", item.region, item.logical_id, other.region, other.logical_id))

    def contents(self, item: Item) -> Sequence[str]:
        """As the planned view."""
        found: Sequence[str] = self._ask("contents", item.region, item.logical_id)
        return found

    def _ask(self, *question: Any) -> Any:
        """The answer to a question, which is noted. Raises NotKnown where there is none."""
        self.asked[question] = None
        answer = self.answer(question)
        if isinstance(answer, _Unanswered):
            raise NotKnown(answer.why)
        return answer

    def kept(self, work: Callable[..., Kept], *of: Any) -> Kept:
        """As the planned view; what the work asked is asked again by everyone who uses it."""
        key = (work, *of)
        if key not in self._kept:
            outer, self.asked = self.asked, {}
            try:
                self._kept[key] = (answered(work, self, *of), self.asked)
            finally:
                self.asked = outer
        answer, asked = self._kept[key]
        self.asked.update(asked)
        kept: Kept = told(answer)
        return kept

    def __getattr__(self, name: str) -> Any:
        """Whatever else the planned view can do: what comes of that is known again where it hangs on an item alone."""
        found = getattr(self.planned, name)
        if name in _OF_AN_ITEM:
            return partial(self._of_an_item, found)
        self.asked[_HERE, self._world] = None
        return found

    def _of_an_item(self, method: Callable[..., Any], item: Item, *rest: Any) -> Any:
        self.asked[_FORM, item.region, item.logical_id] = None
        return method(item, *rest)

    def answer(self, question: Question) -> Any:
        """What this world answers: equal in two worlds if nothing that could be read from it differs."""
        if question not in self._answers:
            self._answers[question] = self._answered(*question)
        return self._answers[question]

    def _answered(self, method: str, *asked: Any) -> Any:
        if method == _HERE:
            return asked[0] is self._world
        if method == _FORM:
            return self.planned.stackset.item(*asked)
        try:
            if method == "all":
                return tuple(self.planned.all(*asked[0], region=asked[1]))
            if method in ("find", "exists", "left_out"):
                return getattr(self.planned, method)(asked[0], *asked[1], region=asked[2])
            items = [self.planned.stackset.item(*asked[step : step + 2]) for step in range(0, len(asked), 2)]
            return None if None in items else getattr(self.planned, method)(*items)
        except NotKnown as unknown:
            return _Unanswered(str(unknown))


def _put(reference: Property | str, region: str | None) -> tuple[str, str | None]:
    """The text that is asked for, and where: a property asks from its own region."""
    if isinstance(reference, str):
        return reference, region
    return reference.pattern, region or reference.item.region
