"""What the template that the platform started from had, is there still."""

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def seed() -> Any:
    """The template that the platform started from."""
    return json.loads((ROOT / "tests" / "fixtures" / "seed.json").read_text(encoding="utf-8"))


def test_every_resource_of_the_seed_is_still_there(raw, seed) -> None:
    changed = {"TradingAnalyticsTable": "AWS::DynamoDB::GlobalTable"}
    types = {name: changed.get(name, body["Type"]) for name, body in seed["Resources"].items()}
    assert {name: raw["Resources"].get(name, {}).get("Type") for name in types} == types


def test_every_output_of_the_seed_is_still_there_and_exported_under_its_name(raw, seed) -> None:
    exports = {name: body.get("Export") for name, body in seed["Outputs"].items()}
    assert {name: raw["Outputs"].get(name, {}).get("Export") for name in exports} == exports
    assert {name for name, body in raw["Outputs"].items() if "Export" in body} == {
        name for name, export in exports.items() if export
    }


def test_parameters_and_conditions_of_the_seed_keep_their_names_and_defaults(raw, seed) -> None:
    for section in ("Parameters", "Conditions"):
        assert set(seed[section]) <= set(raw[section])
    defaults = {name: body.get("Default") for name, body in seed["Parameters"].items()}
    assert {name: raw["Parameters"][name].get("Default") for name in defaults} == defaults
    assert {name: raw["Conditions"][name] for name in seed["Conditions"]} == seed["Conditions"]
