"""The judge of an account with many stacks: the truths see a stack with those that belong to it in other regions.

Which stacks belong together no one says: instances of one StackSet do, and else those that have most resources in
common, by logical id and type, and most values of parameters. What other stacks of the account make, and what was made
without a stack, is known to be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tapstack.checks.truths.surroundings import Surroundings
from tapstack.endpoint import known
from tapstack.simulate.inventory import inventory
from tapstack.simulate.judging import TruthJudge

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.engine import Definition, LiveStack
    from tapstack.simulate.resources import RefusedError, Wanted

_ALIKE = 0.5
"""How much of two stacks' resources must be the same for them to be a pair: assumed."""


class AccountJudge:
    """``stacks`` are all of the account; ``written`` is called when something was made without a stack."""

    def __init__(self, cloud: Cloud) -> None:
        self.stacks: Mapping[str, LiveStack] = {}
        self._cloud = cloud
        self._judges: dict[tuple[str, ...], TruthJudge] = {}
        self._around: dict[tuple[str, ...], frozenset[str]] = {}
        self._by_hand: frozenset[str] | None = None
        self._retained = 0
        self._regions: set[str] = set()

    def written(self, region: str) -> None:
        """Something may have been made, or deleted, in a region by another than the engine."""
        self._regions.add(region)
        self._by_hand = None

    def refusal(self, live: LiveStack, definition: Definition, wanted: Wanted, operation: str) -> RefusedError | None:
        """What the truths say, with the stacks of the pair in view."""
        group = [live, *_partners(live, definition, self.stacks.values())]
        key = tuple(one.owner.stack_id for one in group)
        others = frozenset(self._others(group))
        if self._around.get(key) != others:
            self._around[key] = others
            self._judges[key] = TruthJudge({}, _surroundings(self._cloud, definition, others))
        judge = self._judges[key]
        for one in group:
            judge.know(one)
        return judge.refusal(live, definition, wanted, operation)

    def _others(self, group: list[LiveStack]) -> Iterator[str]:
        """The names of all that is in the account beside these stacks."""
        pair = {live.owner.stack_id for live in group}
        mine = {name for live in group for name in _names(live)}
        for stack_id, live in self.stacks.items():
            if stack_id not in pair:
                yield from _names(live)
        retained = sum(len(live.retained) for live in self.stacks.values())
        if self._by_hand is None or retained != self._retained:
            self._retained = retained
            regions = self._regions | {live.owner.region for live in self.stacks.values()}
            found = inventory(self._cloud, sorted(regions))
            self._by_hand = frozenset(known.texts(found, self._cloud.account_id))
        yield from self._by_hand - mine


def _names(live: LiveStack) -> Iterator[str]:
    """How what a stack has made may be referred to."""
    for resource in live.made():
        yield resource.physical_id
        if resource.made is not None:
            yield from (value for value in resource.made.attributes.values() if isinstance(value, str))


def _partners(live: LiveStack, definition: Definition, stacks: Iterable[LiveStack]) -> list[LiveStack]:
    """The stack in each other region that belongs to this one."""
    best: dict[str, tuple[float, LiveStack]] = {}
    for other in stacks:
        region = other.owner.region
        if region != live.owner.region and any(other.made()):
            score = _alike(definition, other.definition)
            if score >= _ALIKE and score > best.get(region, (0.0, other))[0]:
                best[region] = score, other
    return [best[region][1] for region in sorted(best)]


def _alike(one: Definition, other: Definition) -> float:
    """From 0 to 1 for the resources in common, and a little more for values of parameters that are equal."""
    declared, theirs = (set(_declared(definition)) for definition in (one, other))
    common = len(declared & theirs) / max(1, min(len(declared), len(theirs)))
    values, others = one.values.values, other.values.values
    equal = sum(name in others and others[name] == value for name, value in values.items())
    return common + equal / (10 * max(1, len(values)))


def _declared(definition: Definition) -> Iterator[tuple[str, str]]:
    """Every resource of the template, whatever the conditions say of it."""
    for name, body in definition.program.template.section("Resources").items():
        if isinstance(body, dict):
            yield name, str(body.get("Type"))


def _surroundings(cloud: Cloud, definition: Definition, others: frozenset[str]) -> Surroundings:
    """A closed world: what is neither in the stacks nor in the account is nowhere."""
    texts = frozenset(text for text in map(str, definition.values.values.values()) if text)
    return Surroundings(
        now=datetime.now(UTC).date(),
        ours=True,
        externals={"account": sorted(others)},
        given=texts,
        account_id=cloud.account_id,
    )
