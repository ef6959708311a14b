"""Which attributes Fn::GetAtt may name, and what each gives.

Source: ``readOnlyProperties`` of the resource schema. Older types also give back properties that the schema
does not list there; those are kept in ``attributes.json``, with their source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path as File
from typing import Final, Literal

from tapstack.facts.installed import read_json
from tapstack.facts.pointers import Path, at, declared, leaves, path_of, pointer_to, target
from tapstack.facts.schemas import CUSTOM_RESOURCE, ResourceSchema, resource_schema

Kind = Literal["string", "list", "other"]
_OUTPUTS = "Outputs."
_STACK = "AWS::CloudFormation::Stack"
_WITH_OUTPUTS = frozenset({_STACK, "AWS::ServiceCatalog::CloudFormationProvisionedProduct"})
_KEY = re.compile("Kms|KeyId|KeyArn", re.IGNORECASE)
_SCALARS = frozenset({"string", "integer", "number", "boolean"})


class Attributes:
    """The attributes of one resource type.

    ``names`` are those that the schema lists, sorted. ``any`` is True where the name is the author's own
    choice: a custom resource. Where ``outputs`` is True, ``Outputs.Anything`` is an attribute as well.
    """

    __slots__ = ("_paths", "_schema", "any", "names", "outputs", "type_name")

    def __init__(self, schema: ResourceSchema, type_name: str) -> None:
        self._schema: Final = schema
        self._paths: Final[Mapping[str, Path]] = {".".join(path): path for path in _paths(schema)}
        self.type_name: Final = type_name
        self.any: Final = schema.type_name == CUSTOM_RESOURCE
        self.outputs: Final = schema.type_name in _WITH_OUTPUTS
        self.names: Final = tuple(sorted(self._paths))

    def allows(self, name: str) -> bool:
        """Whether Fn::GetAtt may name ``name``."""
        return self.any or name in self._paths or (self.outputs and name.startswith(_OUTPUTS) and name != _OUTPUTS)

    def shape(self, name: str) -> Kind:
        """``string`` for a scalar, which a text can take in; ``list`` of scalars; ``other`` for all else."""
        if name not in self._paths:
            return "string" if self.outputs and name.startswith(_OUTPUTS) else "other"
        return _kind(self._schema, self._paths[name])

    def echoes(self, name: str) -> Path | None:
        """The path of the property that the attribute gives back as the template wrote it; None where none does.

        Only what no update may change is echoed: the service itself may change the rest, such as a version.
        Nor is what it keeps in another form: ``propertyTransform`` in the schema, keys, ranges of addresses.
        """
        path = self._paths.get(name)
        if path is None or name in _table()["altered"].get(self.type_name, ()):
            return None
        return path if name in _table()["kept"].get(self.type_name, ()) or _is_kept(self._schema, path) else None


@cache
def attributes(type_name: str) -> Attributes | None:
    """The attributes of a resource type; None where nothing is known about it.

    Nothing is known of SAM types (their transform makes the resources), of modules and of third-party types.
    Raises MissingToolError where cfn-lint is not installed.
    """
    schema = resource_schema(type_name)
    return None if schema is None else Attributes(schema, type_name)


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = read_json(File(__file__).with_name("attributes.json"))
    return table


def _paths(schema: ResourceSchema) -> Iterator[Path]:
    if schema.type_name == _STACK:
        return
    if schema.type_name in _table()["every_property"]["types"]:
        for name in schema.properties:
            yield from leaves(schema, (name,))
        return
    for name in _table()["properties"].get(schema.type_name, ()):
        yield (name,)
    yield from _read_only_paths(schema)


def _read_only_paths(schema: ResourceSchema) -> Iterator[Path]:
    for path in map(path_of, schema.read_only):
        if "*" not in path and not (path == ("Outputs",) and schema.type_name in _WITH_OUTPUTS):
            yield path
            yield from leaves(schema, path)


def _is_kept(schema: ResourceSchema, path: Path) -> bool:
    pointer = pointer_to(path)
    altered = pointer in schema.transforms or pointer in schema.read_only or _KEY.search(pointer)
    return pointer in schema.create_only and not altered


def _kind(schema: ResourceSchema, path: Path) -> Kind:
    node = at(schema, path)
    types = frozenset(declared(node))
    if types == {"array"}:
        return "list" if _SCALARS.issuperset(declared(target(schema, node.get("items", {})))) else "other"
    return "string" if types and types <= _SCALARS else "other"
