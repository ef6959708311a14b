"""What an engineer breaks at two in the morning is found, and so is what linters and moto let through."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from tapstack.findings import Finding
from tests.integration.night_faults import LAYERS, ROWS, TEMPLATE, judged, missed, planted, second_night

ANY = ("template", "lint", "policy", "truths", "links", "pair")


def keys(findings: list[Finding]) -> set[tuple[str, str | None, str | None, str]]:
    return {(one.check, one.region, one.resource, one.message) for one in findings}


@cache
def before(
    layers: tuple[str, ...], parameters: tuple[tuple[str, str], ...]
) -> set[tuple[str, str | None, str | None, str]]:
    """What fails under the same parameters, but without the fault."""
    return keys(judged(TEMPLATE, dict(parameters), layers))


def test_nothing_is_wrong_before_anything_is_planted() -> None:
    assert before(LAYERS, ()) == set()


@pytest.mark.parametrize("row", [*ROWS, *missed(), *second_night()], ids=lambda row: row["fault"])
def test_the_fault_is_found(row: dict[str, Any]) -> None:
    layers, parameters = (ANY if row.get("layer") == "any" else LAYERS), row.get("parameters", {})
    sound = before(layers, tuple(parameters.items())) if "set" in row or "drop" in row else set()
    wanted = tuple(row.get("checks", ("",)))
    found = keys(judged(planted(row), parameters, layers)) - sound
    told = any(check.startswith(wanted) for check, *_ in found)
    assert told is not bool(row.get("nobody"))
