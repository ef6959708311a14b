"""The resources that outlive their stack, as the rendered template names them.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html (Retain
and RetainExceptOnCreate keep a resource when its stack is deleted).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tapstack.facts.physical_names import name_rules
from tapstack.facts.schemas import resource_schema
from tapstack.graph.stack_graph import stack_graph
from tapstack.render import Stack
from tapstack.render.resource import Resource
from tapstack.template.unresolved import Unresolved

KEEPS = ("Retain", "RetainExceptOnCreate")
_PROPERTIES = "/properties/"


@dataclass(frozen=True, slots=True)
class Retained:
    """A resource that stays. ``name`` is None where the template does not determine it, and ``why`` says so.

    ``needs`` are the other retained resources of its stack that it refers to, such as the key that encrypts it;
    ``aliases`` are names of key aliases that point to it, ``tags`` and ``description`` those that
    the template gives it, ``replicas`` the other regions in which it has a part.
    """

    region: str
    logical_id: str
    type: str
    name: str | None
    why: str = ""
    needs: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    replicas: tuple[str, ...] = ()
    description: str | None = None


def retained(stack: Stack) -> list[Retained]:
    """What stays of one region's stack, in an order in which what others refer to comes first."""
    keeping = {name: one for name, one in stack.resources.items() if one.body.get("DeletionPolicy") in KEEPS}
    graph, aliases = stack_graph(stack), dict(_aliases(stack))
    found = []
    for name in (name for group in graph.order for name in group if name in keeping):
        resource = keeping[name]
        known, why = _name(resource)
        found.append(
            Retained(
                region=stack.region,
                logical_id=name,
                type=resource.type,
                name=known,
                why=why,
                needs=tuple(other for other in keeping if other != name and other in _referred(stack, name)),
                aliases=tuple(alias for alias, key in aliases.items() if key == name),
                tags=tuple(_tags(resource)),
                replicas=tuple(region for region in _replicas(resource) if region != stack.region),
                description=_text(resource, "Description"),
            )
        )
    return found


def _referred(stack: Stack, logical_id: str) -> frozenset[str]:
    """What a resource refers to itself; DependsOn is no reference."""
    return frozenset(reference.target for reference in stack.references()[logical_id])


def _name(resource: Resource) -> tuple[str | None, str]:
    """The physical name in the template, or why there is none."""
    properties: Any = resource.properties
    if isinstance(properties, Unresolved):
        return None, properties.why
    for name in _naming(resource.type):
        value = properties.get(name)
        if isinstance(value, str):
            return value, ""
        if isinstance(value, Unresolved):
            return None, f"{name} is not known: {value.why}"
    return None, "the template gives it no name"


def _naming(type_name: str) -> Iterator[str]:
    """The properties that may name a resource: those of its identifier that are given, else the one with a rule."""
    schema = resource_schema(type_name)
    if schema is not None:
        members = [one.removeprefix(_PROPERTIES) for one in schema.primary_identifier if one not in schema.read_only]
        yield from members if len(schema.primary_identifier) == 1 else ()
    yield from (rule.name for rule in name_rules(type_name))


def _aliases(stack: Stack) -> Iterator[tuple[str, str]]:
    """The names of key aliases, each with the logical id of its key."""
    for name, resource in stack.resources.items():
        if resource.type == "AWS::KMS::Alias":
            alias, _ = _name(resource)
            for target in _referred(stack, name):
                if alias and stack.resources[target].type == "AWS::KMS::Key":
                    yield alias, target


def _replicas(resource: Resource) -> Iterator[str]:
    """The regions of a global table's replicas, as far as they are known."""
    properties = resource.properties
    replicas = properties.get("Replicas") if isinstance(properties, dict) else None
    for replica in replicas if isinstance(replicas, list) else ():
        region = replica.get("Region") if isinstance(replica, dict) else None
        if resource.type == "AWS::DynamoDB::GlobalTable" and isinstance(region, str):
            yield region


def _tags(resource: Resource) -> Iterator[tuple[str, str]]:
    """Its own tags, as far as they are known."""
    properties = resource.properties
    tags = properties.get("Tags") if isinstance(properties, dict) else None
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, dict) and isinstance(tag.get("Key"), str) and isinstance(tag.get("Value"), str):
            yield tag["Key"], tag["Value"]


def _text(resource: Resource, name: str) -> str | None:
    """A property, where it is a text that is known."""
    properties = resource.properties
    value = properties.get(name) if isinstance(properties, dict) else None
    return value if isinstance(value, str) else None
