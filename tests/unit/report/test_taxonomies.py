"""SARIF knows the controls and the frameworks that ask for them, and its rules lead to both."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sarif_pydantic import Sarif  # type: ignore[import-untyped]  # it ships without annotations

from tapstack.findings import Clause, ControlMatrix, Finding
from tests.unit.report.controlled import CONTROLS, FOUND, evident, told

Document = dict[str, Any]


@pytest.fixture
def run(sarif_schema: Any) -> Any:
    def drawn(found: Sequence[Finding] = FOUND, matrix: ControlMatrix | None = CONTROLS) -> Document:
        text = evident("sarif", found, told(found, matrix))
        document = json.loads(text)
        sarif_schema.validate(document)
        Sarif.model_validate_json(text)
        made: Document = document["runs"][0]
        return made

    return drawn


def rule(run: Document, name: str) -> Document:
    (found,) = (one for one in run["tool"]["driver"]["rules"] if one["id"] == name)
    return dict(found)


def test_the_controls_and_each_framework_are_a_taxonomy(run: Any) -> None:
    taxonomies = run()["taxonomies"]
    assert [(one["name"], one["version"]) for one in taxonomies[1:]] == [("gdpr", "2016/679"), ("dora", "2022/2554")]
    assert [one["id"] for one in taxonomies[0]["taxa"]] == ["ENC-01", "BKP-08", "NET-01", "RSL-01"]
    assert [one["id"] for one in taxonomies[1]["taxa"]] == ["5", "32(1)"]
    assert taxonomies[1]["informationUri"] == "https://e.org/gdpr" and "informationUri" not in taxonomies[2]
    assert [one["name"] for one in run()["tool"]["driver"]["supportedTaxonomies"]] == ["controls", "gdpr", "dora"]


def test_every_relationship_leads_to_the_taxon_that_it_names(run: Any) -> None:
    made = run()
    taxonomies = made["taxonomies"]
    relations = [
        each
        for one in (*made["tool"]["driver"]["rules"], *taxonomies[0]["taxa"])
        for each in one.get("relationships", ())
    ]
    assert len(relations) >= 10
    for target in (each["target"] for each in relations):
        taxonomy = taxonomies[target["toolComponent"]["index"]]
        assert taxonomy["name"] == target["toolComponent"]["name"]
        assert taxonomy["taxa"][target["index"]]["id"] == target["id"]


def test_a_rule_leads_to_its_controls_and_to_the_clauses_that_ask_for_them(run: Any) -> None:
    related = [(one["target"]["id"], one.get("properties")) for one in rule(run(), "S3-001")["relationships"]]
    assert related == [
        ("ENC-01", None),
        ("32(1)", {"verified": True, "source": "https://e.org/32"}),
        ("9(2)", {"verified": False, "source": ""}),
    ]
    assert "relationships" not in rule(run(), "S3-009")


def test_a_clause_that_is_verified_for_one_control_of_a_rule_is_verified(run: Any) -> None:
    sure = replace(CONTROLS.controls[2], clauses=(Clause("dora", "9(2)", True, "https://e.org/9"),))
    matrix = replace(CONTROLS, controls=(*CONTROLS.controls[:2], sure, CONTROLS.controls[3]))
    both = [FOUND[0]._replace(controls=("ENC-01", "NET-01"))]
    related = rule(run(both, matrix), "S3-001")["relationships"]
    assert [one["properties"]["verified"] for one in related if one["target"]["id"] == "9(2)"] == [True]


def test_a_clause_that_no_framework_has_is_no_relationship(run: Any) -> None:
    lost = replace(CONTROLS.controls[0], clauses=(Clause("gdpr", "99", True), Clause("none", "1", True)))
    made = run([FOUND[0]], replace(CONTROLS, controls=(lost, *CONTROLS.controls[1:])))
    assert [one["target"]["id"] for one in rule(made, "S3-001")["relationships"]] == ["ENC-01"]


def test_without_controls_there_are_no_taxonomies(run: Any) -> None:
    made = run(FOUND, None)
    assert "taxonomies" not in made and "supportedTaxonomies" not in made["tool"]["driver"]


def test_the_log_says_how_each_control_stands_and_what_it_rests_on(run: Any) -> None:
    properties = run()["properties"]
    assert [one["status"] for one in properties["controls"]] == [one.status.value for one in CONTROLS.verdicts]
    assert properties["provenance"]["hashes"]["template"] == "a" * 64
