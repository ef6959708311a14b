"""The worked scenarios of StackSets: tables of what is asked, and of what AWS makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.simulate.stackset.play import Play

TABLES = sorted(Path(__file__).parent.glob("scenarios*.yaml"))
ROWS: list[dict[str, Any]] = [
    row for table in TABLES for row in yaml.load(table.read_text("utf-8"), Loader=yaml.CSafeLoader)
]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["that"]) for row in ROWS])
def test_an_operation_goes_as_aws_says(row):
    play = Play(row)
    assert {name: play.seen(name) for name in row["then"]} == row["then"]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["that"]) for row in ROWS])
def test_a_scenario_names_its_source_and_expects_something(row):
    assert row["source"] and row["then"]


def test_the_specification_has_sixty_scenarios_at_least_and_no_two_of_a_name():
    names = [row["that"] for row in ROWS]
    assert len(names) >= 60
    assert len(names) == len(set(names))
