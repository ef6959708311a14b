"""The tables name what the resource schemas have."""

import json
from functools import cache
from typing import Any

import pytest

from tapstack.checks.pair.guards import facts
from tapstack.checks.pair.local import table as local
from tapstack.checks.pair.settings import table
from tapstack.facts.schemas import known_types, resource_schema


@cache
def names() -> frozenset[str]:
    found: set[str] = set()
    for kind in known_types("us-east-1") or ():
        schema = resource_schema(kind, "us-east-1")
        assert schema is not None
        _collect(schema.body, found)
    return frozenset(found)


def _collect(part: Any, found: set[str]) -> None:
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict):
            found |= set(part["properties"])
        for member in part.values():
            _collect(member, found)
    elif isinstance(part, list):
        for member in part:
            _collect(member, found)


@pytest.mark.parametrize("group", ["lost", "less", "capacity"])
def test_every_setting_is_a_property_of_some_type(group: str) -> None:
    attributes = {"DeletionPolicy", "UpdateReplacePolicy"}
    steps = {step for name in table(group) for step in name.split(".")} - attributes
    assert steps <= names(), steps - names()


@pytest.mark.parametrize("kind", sorted({*local(), *facts()["guards"], *facts()["policies"]}))
def test_every_listed_path_is_one_of_its_type(kind: str) -> None:
    schema = resource_schema(kind, "us-east-1")
    assert schema is not None
    text = json.dumps(schema.body)
    guard = facts()["guards"].get(kind, {"of": "", "alike": []})
    paths = [*local().get(kind, ()), guard["of"], *guard.get("alike", ()), facts()["policies"].get(kind, "")]
    for path in filter(None, paths):
        first = path.replace("[]", "").split(".")
        known = first[:1] if "Policy" in path or first[0] == "Statement" else first
        assert all(f'"{step}"' in text for step in known if step != "deadLetterTargetArn"), path
