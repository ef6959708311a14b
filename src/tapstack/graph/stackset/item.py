"""One resource of one region's stack."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tapstack.graph.stackset.identities import texts
from tapstack.graph.stackset.property import Property

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tapstack.findings import TemplatePath
    from tapstack.render import Resource


_REPLICAS = {"AWS::DynamoDB::GlobalTable": "Replicas", "AWS::SecretsManager::Secret": "ReplicaRegions"}


@dataclass(frozen=True, eq=False)
class Item:
    """A resource as its region gets it; two are the same only if they are one object.

    ``made`` is False for a resource whose condition is false: then it is what the stack would have made.
    ``pseudo`` are the pseudo parameters of its stack.
    """

    region: str
    resource: Resource
    pseudo: Mapping[str, Any] = field(repr=False)
    made: bool = True

    @property
    def logical_id(self) -> str:
        """Its name in the template."""
        return self.resource.logical_id

    @property
    def type(self) -> str:
        """``AWS::S3::Bucket``."""
        return self.resource.type

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Where it can be reached: its own region and, for a table or secret that is replicated, the replicas'."""
        replicas = self[_REPLICAS[self.type]].raw if self.type in _REPLICAS else None
        named = [one.get("Region") for one in replicas if isinstance(one, dict)] if isinstance(replicas, list) else []
        return (self.region, *(region for region in named if isinstance(region, str) and region != self.region))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The patterns by which others may refer to it, each once."""
        return tuple(dict.fromkeys(texts(self)))

    @property
    def certain(self) -> bool:
        """Whether it is known that the stack makes it."""
        return self.made and self.resource.condition is True

    @cached_property
    def properties(self) -> Property:
        """Its Properties."""
        return Property(self, ("Resources", self.logical_id, "Properties"), self.resource.properties)

    @cached_property
    def leaves(self) -> tuple[tuple[TemplatePath, Any], ...]:
        """Every scalar and unresolved value of its Properties with its path below them: walked once for all."""
        return tuple(_leaves(self.resource.properties, ()))

    @cached_property
    def body(self) -> Property:
        """The whole of it: ``body["DeletionPolicy"]``."""
        return Property(self, ("Resources", self.logical_id), self.resource.body)

    def __getitem__(self, name: str) -> Property:
        """The property at a dotted path."""
        return self.properties[name]

    def __str__(self) -> str:
        return f"{self.logical_id} in {self.region}"


def _leaves(value: Any, path: TemplatePath) -> Iterator[tuple[TemplatePath, Any]]:
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _leaves(member, (*path, name))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _leaves(member, (*path, index))
    elif value is not None:
        yield path, value
