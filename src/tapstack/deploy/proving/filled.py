"""A region's rendered stack in which what AWS made stands in place of what only AWS could know."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tapstack.facts.schemas import resource_schema
from tapstack.graph.stackset import Item
from tapstack.graph.stackset.identities import forms
from tapstack.render.pattern import pattern
from tapstack.render.resource import Resource
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.deploy.standing.stacks import StandingStack
    from tapstack.render import Stack

Attributes = Mapping[str, Mapping[str, Any]]
"""By logical id, attributes that were learnt elsewhere, as what a custom resource has read."""


class Filled:
    """``items`` are the resources that this region's stack makes, by logical id, as they are now.

    A resource without a physical id leaves what refers to it unresolved.
    """

    def __init__(self, stack: Stack, standing: StandingStack, more: Attributes) -> None:
        self.stack = stack
        self.region = stack.region
        self.standing = standing
        self._filling = stack.filling()
        for logical_id in stack.bodies:
            made = standing.resources.get(logical_id)
            if made is not None and made.physical_id:
                known = {**_attributes(stack, logical_id, made.physical_id), **more.get(logical_id, {})}
                self._filling.know(logical_id, made.physical_id, known)

    @cached_property
    def items(self) -> dict[str, Item]:
        """Each resource with its properties filled."""
        pseudo = self.stack.place.pseudo
        return {
            name: Item(self.region, Resource(name, one.type, self._filling.resource(name)), pseudo)
            for name, one in self.stack.resources.items()
        }

    def output(self, name: str) -> Any:
        """The value of an output, as far as it is known."""
        return self._filling.output(name).get("Value")

    def physical_id(self, logical_id: str) -> str:
        """What CloudFormation calls a resource; "" where it is not there."""
        made = self.standing.resources.get(logical_id)
        return made.physical_id if made else ""


def _attributes(stack: Stack, logical_id: str, physical_id: str) -> dict[str, str]:
    """The attributes that follow from the physical id: the primary identifier of the type, and ARNs made with it.

    Source: CloudFormation Registry, "Resource type schema": Ref gives the primary identifier where it is one property.
    """
    resource = stack.resources[logical_id]
    schema = resource_schema(resource.type, stack.region)
    identifier = schema.primary_identifier if schema else ()
    known = {identifier[0].rpartition("/")[2]: physical_id} if len(identifier) == 1 else {}
    for name, form in forms(resource.type).items():
        if name.startswith("arn:") and "Ref" in form.names:
            known.setdefault("Arn", _arn(form.parts, stack.place.pseudo, physical_id))
    return known


def _arn(parts: tuple[str, ...], pseudo: Mapping[str, Any], physical_id: str) -> str:
    values = {"Ref": physical_id, **{name: pattern(value) for name, value in pseudo.items()}}
    return "".join(values[part] if index % 2 else part for index, part in enumerate(parts))


def is_open(value: Any) -> bool:
    """Whether a part of a value is still known to AWS alone."""
    if isinstance(value, dict):
        return any(map(is_open, value.values()))
    return any(map(is_open, value)) if isinstance(value, list) else isinstance(value, Unresolved)
