"""Attributes that give back a property: older types have many, of which the resource schema lists some."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import Wanted


def echoes(wanted: Wanted) -> dict[str, Any]:
    """The attributes by name, ``RedrivePolicy.maxReceiveCount``, whose property the template gives."""
    known = attributes(wanted.type)
    found = {name: _at(wanted.properties, name) for name in (known.names if known else ())}
    return {name: value for name, value in found.items() if value is not None}


def _at(value: Any, name: str) -> Any:
    for member in name.split("."):
        value = value.get(member) if isinstance(value, Mapping) else None
    return value
