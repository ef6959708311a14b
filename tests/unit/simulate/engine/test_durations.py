"""How long operations take."""

import json
from pathlib import Path

import pytest

import tapstack.simulate.engine.durations as module
from tapstack.simulate.adapters.catalogue import adapters
from tapstack.simulate.engine.durations import duration

TABLE = json.loads(Path(module.__file__).with_name("durations.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("action", ["create", "update", "delete"])
def test_every_type_that_can_be_made_has_a_figure_of_its_own(action):
    assert [name for name in adapters() if action not in TABLE["types"].get(name, {})] == []


def test_no_type_has_a_figure_that_cannot_be_made():
    assert sorted(TABLE["types"]) == sorted(adapters())


def test_a_custom_type_takes_what_custom_resources_take(monkeypatch):
    changed = {**TABLE, "types": {"AWS::CloudFormation::CustomResource": {"create": 77}}}
    monkeypatch.setattr(module, "_table", lambda: changed)
    assert duration("Custom::PeerRoutes", "create") == 77


def test_no_operation_takes_less_than_its_first_call():
    assert all(seconds >= 1 for row in TABLE["types"].values() for seconds in row.values())
