"""Which types get the tags of their stack."""

from __future__ import annotations

from functools import cache

from tapstack.facts.schemas import resource_schema


@cache
def taggable(type_name: str) -> bool:
    """Whether a resource of this type takes tags that can be changed later.

    Source: ``tagging`` of the resource schema; where it says nothing, whether the type has a property Tags somewhere.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStack.html (Tags: passed on to the
    resources that support them).
    """
    schema = resource_schema(type_name)
    if schema is None:
        return False
    stated = schema.body.get("tagging")
    if stated is not None:
        return bool(stated.get("taggable", True) and stated.get("tagUpdatable", True))
    shapes = [schema.properties, *(one.get("properties", {}) for one in schema.definitions.values())]
    return any("Tags" in shape for shape in shapes)
