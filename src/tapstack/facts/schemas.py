"""The CloudFormation resource schemas, as cfn-lint bundles them: read when asked for, then kept."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from tapstack.facts.installed import read_json, schema_folder, version

DEFAULT_REGION = "us-east-1"
CUSTOM_RESOURCE = "AWS::CloudFormation::CustomResource"
_SAM = "sam"
_OWN = ("AWS::", "AMZN::")


@dataclass(frozen=True, slots=True, eq=False)
class ResourceSchema:
    """One resource type: its JSON Schema and what CloudFormation adds to it.

    ``properties``, ``definitions`` and ``body`` (the whole schema) are plain JSON; the other fields are
    JSON pointers as the schema writes them, ``/properties/VersioningConfiguration/Status``.
    ``transforms`` holds the pointers of properties that the service stores in another form than given.
    """

    type_name: str
    body: dict[str, Any]
    properties: dict[str, Any]
    definitions: dict[str, Any]
    required: tuple[str, ...]
    read_only: tuple[str, ...]
    create_only: tuple[str, ...]
    conditional_create_only: tuple[str, ...]
    write_only: tuple[str, ...]
    primary_identifier: tuple[str, ...]
    transforms: frozenset[str]

    @property
    def source(self) -> str:
        """What to cite: ``CloudFormation resource schema AWS::S3::Bucket (cfn-lint 1.58.0, 2026-10-20)``."""
        return f"CloudFormation resource schema {self.type_name} ({version()})"


def resource_schema(type_name: str, region: str | None = None) -> ResourceSchema | None:
    """The schema of a type in a region, or in any region where none is given; None where the type is unknown.

    A ``Custom::`` type has the schema of a custom resource. A region that the schemas do not list is
    treated as if none were given. SAM and module types have no schema: their transform makes the resources.
    Raises MissingToolError where cfn-lint is not installed.
    """
    name = CUSTOM_RESOURCE if type_name.startswith("Custom::") else type_name
    listed = None if region is None else _types(region)
    digest = (_any_region(name) if listed is None else listed.get(name)) or None
    return None if digest is None else _read(digest)


@cache
def known_types(region: str) -> frozenset[str] | None:
    """The types a region has; None for a region that the schemas do not list. Raises MissingToolError."""
    listed = _types(region)
    return None if listed is None else frozenset(listed)


def schema_regions() -> tuple[str, ...]:
    """The regions for which the schemas say which types exist, sorted. Raises MissingToolError."""
    stems = (path.stem for path in (schema_folder() / "providers").glob("*.json"))
    return tuple(sorted(stem for stem in stems if stem != _SAM))


@cache
def _types(region: str) -> dict[str, str] | None:
    path = schema_folder() / "providers" / f"{region}.json"
    if region == _SAM or not region.replace("-", "").isalnum() or not path.is_file():
        return None
    types: dict[str, str] = read_json(path)
    return types


def _any_region(type_name: str) -> str | None:
    found = (_types(DEFAULT_REGION) or {}).get(type_name)
    return _elsewhere().get(type_name) if found is None and type_name.startswith(_OWN) else found


@cache
def _elsewhere() -> dict[str, str]:
    merged: dict[str, str] = {}
    for region in schema_regions():
        merged.update(_types(region) or {})
    return merged


@cache
def _read(digest: str) -> ResourceSchema:
    body = read_json(schema_folder() / "resources" / f"{digest}.json")
    return ResourceSchema(
        type_name=body["typeName"],
        body=body,
        properties=body.get("properties", {}),
        definitions=body.get("definitions", {}),
        required=tuple(body.get("required", ())),
        read_only=tuple(body.get("readOnlyProperties", ())),
        create_only=tuple(body.get("createOnlyProperties", ())),
        conditional_create_only=tuple(body.get("conditionalCreateOnlyProperties", ())),
        write_only=tuple(body.get("writeOnlyProperties", ())),
        primary_identifier=tuple(body.get("primaryIdentifier", ())),
        transforms=frozenset(body.get("propertyTransform", ())),
    )
