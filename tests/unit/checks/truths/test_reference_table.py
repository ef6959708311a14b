"""The table of references speaks of types and properties that exist."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tapstack.checks.truths.references as folder
from tapstack.checks.truths.references.table import rows
from tapstack.facts.schemas import resource_schema

TABLE = json.loads(Path(folder.__file__).with_name("table.json").read_text())
LINES = [(name, path) for name, properties in TABLE["properties"].items() for path in properties]
OPEN = {("AWS::SQS::Queue", "RedrivePolicy.deadLetterTargetArn")}
"""Below what the schema leaves open."""


def below(body: Any, step: str, definitions: dict[str, Any]) -> Iterator[Any]:
    while isinstance(body, dict) and "$ref" in body:
        body = definitions[body["$ref"].removeprefix("#/definitions/")]
    if step == "[]":
        yield from [body["items"]] if "items" in body else []
    else:
        yield from [body["properties"][step]] if step in body.get("properties", {}) else []


@pytest.mark.parametrize(("name", "path"), [line for line in LINES if line not in OPEN])
def test_the_schema_has_the_property(name: str, path: str) -> None:
    schema = resource_schema(name)
    assert schema is not None
    found: list[Any] = [schema.body]
    for step in path.replace("[]", ".[]").split("."):
        found = [inner for body in found for inner in below(body, step, schema.definitions)]
    assert found, path


@pytest.mark.parametrize("kind", TABLE["kinds"])
def test_the_types_of_a_kind_exist(kind: str) -> None:
    types = [name for name in TABLE["kinds"][kind]["types"] if not name.startswith("AWS::Serverless::")]
    assert all(resource_schema(name) for name in types)


def test_every_row_can_be_asked_for() -> None:
    for name, path in LINES:
        assert path in {row.path for row in rows(name)}
