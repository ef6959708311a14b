"""The stacks of two regions, resource by resource and output by output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tapstack.graph.pair.compare import ABSENT, Difference, differences
from tapstack.graph.pair.explain import Explanation, explain
from tapstack.graph.pair.places import canonical

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.graph.stackset import Item, StackSet
    from tapstack.render import Stack


@dataclass(frozen=True, eq=False)
class Twin:
    """A resource or an output of the template, as each of the two regions gets it.

    ``bodies`` and ``items`` (none for outputs) are by region; a region that does not get it is missing.
    """

    section: str
    name: str
    type: str
    bodies: Mapping[str, Any]
    items: Mapping[str, Item]

    @property
    def path(self) -> TemplatePath:
        """Its path in either stack."""
        return (self.section, self.name)

    @property
    def both(self) -> bool:
        """Whether both regions get it."""
        return len(self.bodies) == 2

    @property
    def certain(self) -> bool:
        """Whether it is known that its regions get it."""
        return all(item.certain for item in self.items.values())


class Pair:
    """Two regions of a StackSet."""

    def __init__(self, stackset: StackSet, one: str, other: str) -> None:
        self.stackset = stackset
        self.regions = one, other
        self._differences: dict[TemplatePath, list[Difference]] = {}
        self.stacks: tuple[Stack, Stack] = stackset.stacks[one], stackset.stacks[other]

    def peer(self, region: str) -> str:
        """The other region."""
        return self.regions[1] if region == self.regions[0] else self.regions[0]

    def stack(self, region: str) -> Stack:
        """The stack of one of the two regions."""
        return self.stackset.stacks[region]

    @cached_property
    def twins(self) -> dict[str, Twin]:
        """The resources that at least one of the regions gets, by logical id."""
        return {twin.name: twin for twin in self._twins("Resources")}

    @cached_property
    def outputs(self) -> dict[str, Twin]:
        """The outputs of at least one region, by logical id."""
        return {twin.name: twin for twin in self._twins("Outputs")}

    def _twins(self, section: str) -> Iterator[Twin]:
        found = [stack.bodies if section == "Resources" else stack.outputs for stack in self.stacks]
        for name in [*found[0], *(name for name in found[1] if name not in found[0])]:
            bodies = {stack.region: side[name] for stack, side in zip(self.stacks, found, strict=True) if name in side}
            items = {region: item for region in bodies if (item := self.stackset.item(region, name))}
            kind = next((item.type for item in items.values()), "") if section == "Resources" else ""
            yield Twin(section, name, kind, bodies, items if section == "Resources" else {})

    def key(self, value: Any, side: int) -> str:
        """A value of one side as a text without the names of regions."""
        return canonical(value, self.regions[side], self.regions[1 - side])

    def differences(self, twin: Twin) -> list[Difference]:
        """Where the two regions differ in ``twin``; one difference where only one of them gets it."""
        if twin.path not in self._differences:
            self._differences[twin.path] = self._compared(twin)
        return self._differences[twin.path]

    def _compared(self, twin: Twin) -> list[Difference]:
        one, other = (twin.bodies.get(region, ABSENT) for region in self.regions)
        if not twin.both:
            return [Difference((twin.path, twin.path), (one, other))]
        sides = [{name: value for name, value in body.items() if name != "Condition"} for body in (one, other)]
        found = differences(sides[0], sides[1], (twin.path, twin.path), self.key)
        return [*self._doubt(twin), *found]

    def _doubt(self, twin: Twin) -> Iterator[Difference]:
        """That it is not known of both regions alike whether they get it."""
        name = self.stacks[0].condition_of(twin.path)
        one, other = (twin.bodies[region].get("Condition", True) for region in self.regions)
        if name is not None and (one is not True or other is not True) and self.stacks[0].follows_place(name):
            yield Difference((twin.path, twin.path), (one, other))

    def explain(self, difference: Difference) -> Explanation:
        """Why it is there."""
        return explain(difference, self.stacks)
