"""The unrepaired seed: what is wrong with it is reported."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tapstack.checks.subject import Subject
from tapstack.findings import Finding, Status
from tapstack.pipeline import LAYERS
from tapstack.pipeline.layers import layer

ROOT = Path(__file__).parents[2]
ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("seed_defects.yaml").read_text(encoding="utf-8"))
WORKLOAD = {"records_per_second": 10_000, "record_bytes": 1_024}


@cache
def found() -> list[Finding]:
    subject = Subject(
        str(ROOT / "tests" / "fixtures" / "seed.json"),
        ("eu-central-1", "us-east-1"),
        given={"EnvironmentSuffix": "prod-2024"},
        complete=True,
        configured=True,
        objectives=WORKLOAD,
        rule_paths=(str(ROOT / "rules"),),
        as_of=date(2026, 11, 25),
    )
    return [one for name in LAYERS for one in layer(name)(subject) if one.status is Status.FAIL]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['defect']}: {row['what']}")
def test_the_defect_is_reported_or_it_is_said_why_not(row: dict[str, Any]) -> None:
    told = {finding.check for finding in found()}
    assert bool(told & set(row.get("checks", ()))) is not bool(row.get("nobody"))
