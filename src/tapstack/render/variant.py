"""The same stack under other parameter values, asked property by property."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tapstack.render.functions.ref import NamedNode
from tapstack.render.identity import Identity
from tapstack.render.node import Node, below
from tapstack.render.resource_reference import ResourceReference
from tapstack.render.run import Run
from tapstack.render.value import NO_VALUE

if TYPE_CHECKING:
    from tapstack.render.blueprint import Blueprint
    from tapstack.render.place import Place
    from tapstack.template.parameter_values import ParameterValues


class Variant:
    """One place under ``values`` with ``given`` put in; conditions are worked out anew."""

    def __init__(self, blueprint: Blueprint, values: ParameterValues, place: Place, given: Mapping[str, str]) -> None:
        self.given = given
        self.values = replace(values, values={**values.values, **given})
        self._blueprint = blueprint
        self._run = Run(blueprint, self.values, place)

    def made(self, logical_id: str) -> bool:
        """Whether the stack surely makes the resource."""
        return self._run.present(logical_id) is True

    def value(self, logical_id: str, steps: Sequence[str]) -> Any:
        """What stands at a path below the resource's Properties; None where nothing does."""
        value = self._blueprint.resources[logical_id].properties.pick(self._run, steps[0])
        for step in steps[1:]:
            value = value.get(step) if isinstance(value, dict) else value
        return None if value is NO_VALUE else value


def parameters_of(blueprint: Blueprint, logical_id: str, steps: Sequence[str]) -> frozenset[str]:
    """The parameters of which what stands at a path below Properties is made, by way of other names too."""
    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    pending = [_member(blueprint.resources[logical_id].properties, steps)]
    while pending:
        for node in below(pending.pop()):
            if isinstance(node, NamedNode):
                found.add(node.name)
                continue
            identity = node.identity if isinstance(node, ResourceReference) else None
            if isinstance(identity, Identity) and identity.key not in seen:
                seen.add(identity.key)
                properties = blueprint.resources[identity.logical_id].properties
                pending.extend(_member(properties, path) for path in _made_of(identity))
    return frozenset(found & blueprint.template.section("Parameters").keys())


def _made_of(identity: Identity) -> Iterator[Sequence[str]]:
    """The paths of the properties that a name, ARN or other attribute is made of."""
    if identity.form is not None:
        yield from (name.split(".") for name in identity.form.names)
    elif identity.echo:
        yield identity.echo


def _member(node: Node, steps: Sequence[str]) -> Node:
    """The node of a property, or the smallest that is sure to hold it."""
    for step in steps:
        members = getattr(node, "members", None)
        if not isinstance(members, dict) or step not in members:
            return node
        node = members[step]
    return node
