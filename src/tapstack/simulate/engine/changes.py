"""What an update does to a resource whose properties change: nothing, a change in place, or another resource.

Source: createOnlyProperties of the resource schemas, and for conditionalCreateOnlyProperties a table of ours; a custom
resource is told of its new properties in place. Tags of the stack are changed in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from tapstack.facts.schemas import resource_schema
from tapstack.simulate.engine.conditional import replacing
from tapstack.simulate.resources import Wanted


class Change(Enum):
    """What is to be done."""

    NOTHING = "nothing"
    IN_PLACE = "in place"
    REPLACEMENT = "replacement"


def change(type_name: str, before: Wanted, after: Wanted) -> Change:
    """What the new properties of a resource, and the new tags of its stack, mean."""
    if before.properties == after.properties:
        return Change.NOTHING if before.tags == after.tags else Change.IN_PLACE
    return Change.REPLACEMENT if any(replaced(type_name, before.properties, after.properties)) else Change.IN_PLACE


def replaced(type_name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """The paths of the properties that differ and need a replacement: ``BucketName``, ``Schedule/Expression``.

    One that the template gave no value for, and that it now gives, differs too.
    """
    schema = resource_schema(type_name)
    for pointer in schema.create_only if schema else ():
        steps = pointer.removeprefix("/properties/").split("/")
        if list(_found(before, steps)) != list(_found(after, steps)):
            yield "/".join(steps)
    yield from replacing(type_name, before, after)


def _found(value: Any, steps: Sequence[str]) -> Iterator[Any]:
    """What stands at a pointer; ``*`` stands for every item of a list."""
    if not steps:
        yield value
    elif steps[0] == "*" and isinstance(value, list):
        for item in value:
            yield from _found(item, steps[1:])
    elif isinstance(value, Mapping) and steps[0] in value:
        yield from _found(value[steps[0]], steps[1:])
