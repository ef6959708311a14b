"""The view of what is planned: the rendered stacks, before anything is deployed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tapstack.checks.truths.answers import answered, told
from tapstack.checks.truths.surroundings import Surroundings
from tapstack.checks.truths.view import Kept
from tapstack.checks.truths.whereabouts import Whereabouts
from tapstack.graph.stackset import Item, NotKnown, Property, StackSet, Variation


class PlannedView:
    """A view of a StackSet in its surroundings."""

    operation = "create"

    def __init__(self, stackset: StackSet, around: Surroundings) -> None:
        self.stackset = stackset
        self.around = around
        self.regions = stackset.regions
        self.now = around.now
        self.objectives = around.objectives
        self._whereabouts = Whereabouts(stackset, around)
        self._kept: dict[tuple[Any, ...], Any] = {}

    def all(self, *types: str, region: str | None = None) -> Sequence[Item]:
        """The resources of these types."""
        return self.stackset.of_type(*types, region=region)

    def find(self, reference: Property | str, *types: str, region: str | None = None) -> Item | None:
        """By identity; then by what conditions left out; then by what the form of the text says of its place."""
        home = region or ("" if isinstance(reference, str) else reference.item.region)
        return self._whereabouts.find(_text(reference), types, home)

    def exists(self, reference: Property | str, *types: str, region: str | None = None) -> bool:
        """As find, and what the configuration declares exists."""
        return self._whereabouts.outside(_text(reference)) or self.find(reference, *types, region=region) is not None

    def left_out(self, reference: Property | str, *types: str, region: str | None = None) -> bool:
        """By identity, among what conditions that are false leave out."""
        return self._whereabouts.left_out(_text(reference), types, region)

    def declared(self, text: str) -> bool:
        """Whether the configuration says that it exists outside the set, as far as its tokens let one tell."""
        return self._whereabouts.declared(text)

    def before(self, item: Item, other: Item) -> bool:
        """By references and DependsOn within a region; between regions by their order, or because it is there."""
        if item.region == other.region:
            return self.stackset.needs(item, other)
        return self._is_there(other) or self.regions.index(other.region) < self.regions.index(item.region)

    def _is_there(self, item: Item) -> bool:
        """Whether the stacks that an update starts from make it."""
        earlier = self.around.earlier
        made = earlier.item(item.region, item.logical_id) if earlier else None
        return made is not None and made.certain

    def contents(self, item: Item) -> Sequence[str]:
        """Never known before deployment."""
        raise NotKnown(f"what {item} holds is not known before deployment")

    def variations(self, item: Item, name: str) -> Iterator[Variation]:
        """Each under parameter values that the declarations and the Rules take: see graph.stackset.variations."""
        yield from self.stackset.variations.of(item, name)

    def invented(self, _: Item, text: str) -> bool:
        """Whether it is one of the texts that the worlds were told to have."""
        return text in self.around.made_up

    def worked_out(self, item: Item) -> Iterator[Property]:
        """By the nodes that the template was compiled to."""
        for path in self.stackset.stacks[item.region].worked_out(item.logical_id):
            yield item.properties.at(path)

    def kept(self, work: Callable[..., Kept], *of: Any) -> Kept:
        """``work(self, *of)``, worked out once."""
        key = (work, *of)
        if key not in self._kept:
            self._kept[key] = answered(work, self, *of)
        kept: Kept = told(self._kept[key])
        return kept


def _text(reference: Property | str) -> str:
    return reference if isinstance(reference, str) else reference.pattern
