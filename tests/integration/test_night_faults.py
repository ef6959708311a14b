"""What an engineer breaks at two in the morning is found, and so is what linters and moto let through."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.night_faults import ROWS, TEMPLATE, judged, missed, planted

ANY = ("template", "lint", "policy", "truths", "links", "pair")


def test_nothing_is_wrong_before_anything_is_planted() -> None:
    assert judged(TEMPLATE) == []


@pytest.mark.parametrize("row", [*ROWS, *missed()], ids=lambda row: row["fault"])
def test_the_fault_is_found(row: dict[str, Any]) -> None:
    layers = {"layers": ANY} if row.get("layer") == "any" else {}
    found = judged(planted(row), row.get("parameters"), **layers)
    wanted = tuple(row.get("checks", ("",)))
    assert [finding for finding in found if finding.check.startswith(wanted)], row["fault"]
