"""Attributes that are properties: what Fn::GetAtt gives back as the template gave it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import Wanted


def echoed(wanted: Wanted) -> dict[str, Any]:
    """The given properties that the type's schema counts among its attributes, members as ``A.B``."""
    known = attributes(wanted.type)
    found = {name: _at(wanted.properties, name) for name in (known.names if known else ())}
    return {name: value for name, value in found.items() if value is not None}


def _at(given: Any, name: str) -> Any:
    for member in name.split("."):
        given = given.get(member) if isinstance(given, Mapping) else None
    return given
