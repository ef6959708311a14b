"""Evidence is read back by Python's own reader, row by row."""

import csv
import io
import json
from dataclasses import replace

import pytest

from tapstack.findings import Baselined, Severity, Status, counts
from tapstack.findings.summary import with_baseline
from tests.unit.report.controlled import CONTROLS, EAST, FOUND, PROVENANCE, WEST, evident, found, told
from tests.unit.report.samples import FAILED

Row = dict[str, str]


def rows(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_each_control_resource_and_region_is_a_row_what_passed_included() -> None:
    read = [(row["control"], row["resource"], row["region"], row["verdict"]) for row in rows(evident("evidence"))]
    assert read == [
        ("ENC-01", "Bucket", WEST, "FAIL"),
        ("ENC-01", "Logs", WEST, "PASS"),
        ("ENC-01", "Bucket", EAST, "WAIVED"),
        ("BKP-08", "", WEST, "SKIP"),
        ("BKP-08", "", EAST, "SKIP"),
        ("NET-01", "", WEST, "PASS"),
        ("NET-01", "", EAST, "PASS"),
        ("RSL-01", "Alarm", WEST, "UNKNOWN"),
        ("RSL-01", "Alarm", EAST, "ERROR"),
    ]


def test_a_row_says_what_the_worst_of_its_checks_says_and_names_them_all() -> None:
    first = rows(evident("evidence"))[0]
    assert (first["checks"], first["message"]) == ("S3-001 S3-002", "S3-002 says FAIL.")
    assert (first["file"], first["line"], first["column"]) == ("lib/t.json", "42", "5")
    assert first["path"] == "/Resources/Bucket/Properties/a~1b/0"


@pytest.mark.parametrize("worst", list(Status))
def test_one_verdict_that_is_not_pass_is_enough(worst: Status) -> None:
    both = [found("S3-001", "ENC-01", Status.PASS, WEST), found("S3-002", "ENC-01", worst, WEST)]
    assert rows(evident("evidence", both))[0]["verdict"] == ("PASS" if worst is Status.SKIP else worst.value)


def test_a_row_knows_the_type_of_its_resource_and_how_the_control_stands() -> None:
    read = {(row["resource"], row["region"]): row for row in rows(evident("evidence")) if row["control"] == "ENC-01"}
    assert read["Logs", WEST]["type"] == "AWS::S3::Bucket"
    assert (read["Logs", WEST]["verdict"], read["Logs", WEST]["control_verdict"]) == ("PASS", "FAIL")


def test_a_verdict_that_holds_for_all_regions_is_in_each() -> None:
    known = [(row["checks"], row["message"]) for row in rows(evident("evidence")) if row["control"] == "NET-01"]
    assert known == [("PORT", "PORT says PASS.")] * 2


def test_a_template_that_the_controls_are_not_about_is_no_evidence() -> None:
    run = told(controls=replace(CONTROLS, files=("lib/t.json",)))
    foreign = FOUND[1]._replace(file="lib/other.json", resource="Other")
    assert rows(evident("evidence", [*FOUND, foreign], run)) == rows(evident("evidence", FOUND, run))


def test_of_what_nobody_judged_a_row_says_why() -> None:
    skipped = [row for row in rows(evident("evidence")) if row["control"] == "BKP-08"]
    assert {row["message"] for row in skipped} == {"It must hold while Lock is 'y'; Lock is 'n'."}
    assert {row["checks"] for row in skipped} == {""}


def test_a_waiver_says_why_who_and_until_when() -> None:
    (waived,) = (row for row in rows(evident("evidence")) if row["verdict"] == "WAIVED")
    expected = ("Only logs", "team-data", "2027-01-31")
    assert (waived["waiver_reason"], waived["waiver_owner"], waived["waiver_expiry"]) == expected


def test_verified_and_unverified_clauses_stand_apart() -> None:
    first = rows(evident("evidence"))[0]
    assert (first["clauses_verified"], first["clauses_unverified"]) == ("gdpr 32(1)", "dora 9(2)")


def test_every_row_says_what_it_rests_on() -> None:
    for row in rows(evident("evidence")):
        assert row["as_of"] == "2026-01-01"
        assert row["template_sha256"] == "a" * 64
        assert len({row["rules_sha256"], row["controls_sha256"], row["waivers_sha256"]} - {""}) == 3
        assert row["tools"] == "tapstack 0.1.0, cfn-lint 1.58.0"
        assert json.loads(row["parameters"]) == {"Stage": "prod", "Word": "****", "Zones": ["a", "b"], "Vpc": None}


def test_where_there_are_several_templates_a_row_has_that_of_its_resource() -> None:
    other = replace(PROVENANCE.templates[0], file="lib/o.json", sha256="e" * 64, parameters={})
    run = replace(told(), provenance=replace(PROVENANCE, templates=(*PROVENANCE.templates, other)))
    both = [FOUND[0], FOUND[0]._replace(file="lib/o.json")]
    assert [row["template_sha256"][0] for row in rows(evident("evidence", both, run))[:2]] == ["a", "e"]


def test_what_a_baseline_hid_is_counted_in_every_row_and_leaves_no_gap() -> None:
    run = with_baseline(told(), Baselined("b.json", counts([FAILED]), gone=0))
    read = rows(evident("evidence", [FOUND[2]], run))
    assert {row["hidden_by_baseline"] for row in read} == {"1"}
    (hidden,) = (row for row in read if row["control"] == "ENC-01" and row["region"] == EAST)
    assert (hidden["verdict"], hidden["message"]) == ("WAIVED", "What was found of it is hidden by a baseline.")


def test_without_controls_there_is_only_the_header() -> None:
    assert evident("evidence", FOUND, told(controls=None)).count("\r\n") == 1


def test_of_two_controls_of_one_id_the_first_is_told_once() -> None:
    double = replace(CONTROLS.controls[0], title="Another", severity=Severity.INFO)
    matrix = replace(
        CONTROLS, controls=(*CONTROLS.controls, double), verdicts=(*CONTROLS.verdicts, *CONTROLS.verdicts[:2])
    )
    assert rows(evident("evidence", FOUND, told(controls=matrix))) == rows(evident("evidence"))


def test_a_text_that_looks_like_a_formula_stays_text_however_long() -> None:
    huge = "=" + "<&é\0" * 10_000
    (row, *_) = rows(evident("evidence", [FOUND[1]._replace(message=huge)]))
    assert row["message"].startswith("'=<&é\\x00<") and len(row["message"]) > 40_000
