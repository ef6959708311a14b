"""The judge that asks the truths before each call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from tapstack.checks.truths.catalogue import truths
from tapstack.checks.truths.judge import Verdict, judge
from tapstack.findings import Severity
from tapstack.findings import Status as Answer
from tapstack.graph.stackset import Items, StackSet
from tapstack.graph.stackset.stackset import CUSTOM, EVERYTHING, is_custom
from tapstack.simulate.engine import Status
from tapstack.simulate.judging.view import WorldView
from tapstack.simulate.resources import RefusedError

if TYPE_CHECKING:
    from tapstack.checks.truths.surroundings import Surroundings
    from tapstack.checks.truths.truth import Truth
    from tapstack.graph.stackset import Item
    from tapstack.render import Stack
    from tapstack.simulate.engine import Definition, LiveStack
    from tapstack.simulate.resources import Wanted


class TruthJudge:
    """Refuses what a truth says that AWS refuses at the call; what AWS takes, and warnings, it lets pass.

    ``planned`` are the stacks that regions are to get, where none is yet. ``unknown`` holds the truths that gave no
    verdict, with resource and region.
    """

    def __init__(self, planned: Mapping[str, Stack], around: Surroundings) -> None:
        self.planned = dict(planned)
        self.unknown: dict[tuple[str, str, str], str] = {}
        self._around = around
        self._items = Items()
        self._stacks: dict[str, LiveStack] = {}
        self._views: dict[tuple[int, ...], tuple[WorldView, list[Stack]]] = {}
        self._known: dict[tuple[str, int, str], Stack] = {}
        self._lasting: dict[tuple[int, str, str], str | None] = {}

    def know(self, live: LiveStack) -> None:
        """Have a stack in view as that of its region."""
        self._stacks[live.owner.region] = live

    def refusal(self, live: LiveStack, definition: Definition, wanted: Wanted, operation: str) -> RefusedError | None:
        """The first fault of a truth about the resource; nothing is asked about deleting."""
        region = live.owner.region
        self.know(live)
        if operation == "delete":
            return None
        view = self._view(region, definition)
        item = view.stackset.item(region, wanted.logical_id)
        if item is None:
            return None
        view.current = item
        for truth in _about(item.type):
            fault = self._fault(truth, item, view)
            if fault is not None:
                return RefusedError("InvalidRequest", fault)
        return None

    def _view(self, region: str, definition: Definition) -> WorldView:
        """The world with this definition in its region, and what is there, or planned, in the others."""
        stacks = dict(self.planned)
        for name, live in self._stacks.items():
            if any(live.made()):
                stacks[name] = self._alike(live.definition)
        stacks[region] = self._alike(definition)
        key = tuple(id(stack) for stack in stacks.values())
        if key not in self._views:
            stackset = StackSet(stacks, self._items)
            self._views[key] = WorldView(stackset, self._around, self._is_made), list(stacks.values())
        return self._views[key][0]

    def _alike(self, definition: Definition) -> Stack:
        """The first stack of these values in this region: to the truths the id of a stack makes no difference."""
        key = definition.place.region, id(definition.program), repr(definition.values.values)
        return self._known.setdefault(key, definition.stack)

    def _is_made(self, region: str, logical_id: str) -> bool:
        live = self._stacks.get(region)
        found = live.resources.get(logical_id) if live else None
        return found is not None and found.made is not None and found.status is not Status.CREATE_IN_PROGRESS

    def _fault(self, truth: Truth, item: Item, view: WorldView) -> str | None:
        key = id(view), truth.id, f"{item.region}/{item.logical_id}"
        if key in self._lasting:
            return self._lasting[key]
        view.looked = False
        message = self._message(truth, item, list(judge(truth, item, view)))
        if not view.looked:
            self._lasting[key] = message
        return message

    def _message(self, truth: Truth, item: Item, verdicts: list[Verdict]) -> str | None:
        for verdict in verdicts:
            if verdict.status is Answer.FAIL:
                return f"{verdict.message} ({truth.id}: {truth.why})"
            if verdict.status is Answer.UNKNOWN:
                self.unknown[truth.id, item.region, item.logical_id] = verdict.message
        return None


@cache
def _about(type_name: str) -> tuple[Truth, ...]:
    """The truths about a type that tell what AWS refuses, from a source."""
    names = {type_name, EVERYTHING, *([CUSTOM] if is_custom(type_name) else [])}
    return tuple(truth for truth in _refusals() if names.intersection(truth.about))


def _refusals() -> Iterator[Truth]:
    for truth in truths():
        if truth.severity is Severity.ERROR and not truth.later:
            yield truth
