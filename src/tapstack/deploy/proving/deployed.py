"""The stacks of a set as they stand in the account, held beside what was rendered for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tapstack.deploy.proving.asked import Asked
from tapstack.deploy.proving.filled import Filled
from tapstack.deploy.proving.published import Published, published

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.standing.stacks import StandingStack
    from tapstack.graph.stackset import Item


@dataclass(frozen=True)
class Deployed:
    """``regions`` are those whose stack is there; ``published`` is what stacks read of another region's parameters."""

    connection: Connection
    subject: Subject
    regions: Mapping[str, Filled]
    published: Published

    def items(self, *types: str, region: str | None = None) -> Iterator[Item]:
        """The resources of these types in the stacks that are there."""
        for filled in self.regions.values():
            if region in (None, filled.region):
                yield from (item for item in filled.items.values() if item.type in types)

    def asked(self, region: str) -> Iterator[Asked]:
        """Every resource that a region's stack makes and has, to be asked about."""
        filled = self.regions[region]
        for logical_id, item in filled.items.items():
            if physical_id := filled.physical_id(logical_id):
                yield Asked(item, physical_id, self)

    def named(self, physical_id: str, *types: str, region: str | None = None) -> Item | None:
        """The resource of one of the types that CloudFormation calls so."""
        found = (one for one in self.items(*types, region=region) if self.physical_id(one) == physical_id)
        return next(found, None)

    def physical_id(self, item: Item) -> str:
        """What CloudFormation calls a resource; "" where it is not there."""
        return self.regions[item.region].physical_id(item.logical_id)


def deployed(connection: Connection, subject: Subject, stacks: Mapping[str, StandingStack]) -> Deployed:
    """The stacks filled with what AWS made, and with what they have read from each other."""
    rendered = {
        region: subject.render(region, stack_name=standing.name, stack_id=standing.stack_id)
        for region, standing in stacks.items()
    }
    told = published(connection, rendered)
    filled = {region: Filled(stack, stacks[region], told.attributes(region)) for region, stack in rendered.items()}
    return Deployed(connection, subject, filled, told)
