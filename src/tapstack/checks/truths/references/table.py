"""What the properties of a type refer to: its own rows of ``table.json``, and what the formats of its schema say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tapstack.facts.installed import read_json
from tapstack.facts.schemas import CUSTOM_RESOURCE, resource_schema

_ELSEWHERE = ("Replica", "CopyAction", "Peer", "Primary")
_BY_NAME_ONLY = (
    "AWS::QuickSight::",
    "AWS::CloudFront::",
    "AWS::Route53::",
    "AWS::Greengrass::",
    "AWS::CloudTrail::",
    "AWS::SSM::ResourceDataSync",
)


class Kind(NamedTuple):
    """Something that is referred to: the types that make it, and how its ARN begins after service and account."""

    name: str
    types: tuple[str, ...]
    service: str
    start: str


class Row(NamedTuple):
    """A property that refers to one of ``kinds``.

    ``form`` is ``arn``, ``name`` or "" for either; ``anywhere`` if it may be in another region; ``checked`` says who
    refuses what is not there when the resource is made, "" if nobody does.
    """

    path: str
    kinds: tuple[Kind, ...]
    form: str
    anywhere: bool
    checked: str

    @property
    def types(self) -> tuple[str, ...]:
        """Every type that the property may refer to."""
        return tuple(name for kind in self.kinds for name in kind.types)

    @property
    def meant(self) -> str:
        """The kinds as people say them."""
        return " or ".join(kind.name for kind in self.kinds)


@cache
def rows(type_name: str) -> tuple[Row, ...]:
    """The properties of a type that refer to something."""
    name = CUSTOM_RESOURCE if type_name.startswith("Custom::") else type_name
    own = {path: _row(path, row) for path, row in _table()["properties"].get(name, {}).items()}
    return tuple((_by_format(name) | own).values())


def _row(path: str, row: Mapping[str, Any]) -> Row:
    anywhere = row.get("anywhere", False) or any(word in path for word in _ELSEWHERE)
    return Row(path, tuple(map(_kind, row["kinds"])), row.get("form", ""), anywhere, row.get("checked", ""))


@cache
def _kind(name: str) -> Kind:
    row = _table()["kinds"][name]
    return Kind(name, tuple(row["types"]), row["service"], row["start"])


def _by_format(type_name: str) -> dict[str, Row]:
    schema = resource_schema(type_name)
    if schema is None or type_name.startswith(_BY_NAME_ONLY):
        return {}
    made = {pointer.removeprefix("/properties/").replace("/", ".") for pointer in schema.read_only}
    formats: dict[str, set[str]] = {}
    for name, body in schema.properties.items():
        for path, said in _formats(body, name, schema.definitions, ()):
            formats.setdefault(path, set()).add(said)
    known = _table()["formats"]
    return {
        path: _row(path, known[min(said)])
        for path, said in formats.items()
        if said <= known.keys() and path not in made
    }


def _formats(body: Any, path: str, definitions: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The formats at and below a property, with their paths; what a definition says of itself is not followed."""
    if not isinstance(body, dict):
        return
    name = str(body.get("$ref", "")).removeprefix("#/definitions/")
    if name and name not in above:
        yield from _formats(definitions.get(name), path, definitions, (*above, name))
    if "::" in str(body.get("format", "")):
        yield path, body["format"]
    for one in (*body.get("anyOf", ()), *body.get("oneOf", ()), *body.get("allOf", ())):
        yield from _formats(one, path, definitions, above)
    for inner, below in body.get("properties", {}).items():
        yield from _formats(below, f"{path}.{inner}", definitions, above)
    yield from _formats(body.get("items"), f"{path}[]", definitions, above)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = read_json(Path(__file__).with_name("table.json"))
    return table
