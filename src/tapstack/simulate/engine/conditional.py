"""The properties whose change replaces a resource only under some condition, of the types that the template uses.

The resource schemas name them (conditionalCreateOnlyProperties), and do not say when; the table does, with a source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tapstack.facts.installed import read_json

ALWAYS, NEVER = "always", "never"


def replacing(type_name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """The names of those that differ so that the resource is replaced."""
    for name, row in _table().get(type_name, {}).items():
        if before.get(name) != after.get(name) and row["replaces"] in (ALWAYS, after.get(name)):
            yield name


def decided() -> dict[str, list[str]]:
    """For each type of the table, the properties about which it says something."""
    return {type_name: list(rows) for type_name, rows in _table().items()}


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    types: Mapping[str, Mapping[str, Mapping[str, str]]] = read_json(Path(__file__).with_name("conditional.json"))[
        "types"
    ]
    return types
