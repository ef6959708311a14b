"""What is to be taken into a stack, and which types can be.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import-supported-resources.html: a type
can be imported where it can be read, and is found by the primaryIdentifier of its schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tapstack.facts.schemas import resource_schema
from tapstack.graph.stackset.stackset import is_custom

_PROPERTIES = "/properties/"


@dataclass(frozen=True)
class Import:
    """A ResourceToImport: ``identifier`` by the names of the members of the type's primaryIdentifier."""

    logical_id: str
    type: str
    identifier: Mapping[str, str]

    @property
    def physical_id(self) -> str:
        """The identifier as one text, members joined as Cloud Control joins them."""
        return "|".join(self.identifier[name] for name in identifier_of(self.type) if name in self.identifier)


def identifier_of(type_name: str) -> tuple[str, ...]:
    """The members of the primaryIdentifier, ``("BucketName",)``; empty where nothing is known of the type."""
    schema = resource_schema(type_name)
    return tuple(one.removeprefix(_PROPERTIES).replace("/", ".") for one in schema.primary_identifier) if schema else ()


def importable(type_name: str) -> bool:
    """Whether resources of a type can be imported."""
    schema = None if is_custom(type_name) else resource_schema(type_name)
    return schema is not None and "read" in schema.body.get("handlers", {}) and bool(schema.primary_identifier)
