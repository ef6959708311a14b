"""What the reports say of controls: how each stands, and which mappings nobody has verified."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tapstack.findings import (
    Clause,
    Control,
    ControlMatrix,
    ControlVerdict,
    Exemption,
    Framework,
    FrameworkClause,
    HoldsWhen,
    Severity,
    Status,
    TypeCoverage,
    counts,
)
from tapstack.report import drawer
from tests.unit.report.samples import ALL, summary

SCHEMA = json.loads(files("tapstack.report").joinpath("findings.schema.json").read_text())
REGIONS = ("eu-central-1", "us-east-1")


def tally(*statuses: Status) -> dict[str, int]:
    return {status.value: statuses.count(status) for status in Status}


def stands(control: str, region: str, status: Status, why: str = "") -> ControlVerdict:
    return ControlVerdict(control, region, status, counts(()), why)


MATRIX = ControlMatrix(
    regions=REGIONS,
    controls=(
        Control(
            "ENC-01",
            "t",
            "m",
            Severity.ERROR,
            "encryption",
            ("RULE",),
            (Clause("gdpr", "32(1)", True, "https://e.org"), Clause("gdpr", "5", False)),
            file="c.yaml",
            line=3,
        ),
        Control("BKP-08", "t", "m", Severity.WARNING, "backup", (), holds_when=(HoldsWhen("Lock", ("A", "B"), True),)),
    ),
    frameworks=(Framework("gdpr", "GDPR", "2016", "s", (FrameworkClause("32(1)", "t"), FrameworkClause("5", "u"))),),
    verdicts=(
        stands("ENC-01", REGIONS[0], Status.PASS),
        stands("ENC-01", REGIONS[1], Status.FAIL),
        stands("BKP-08", REGIONS[0], Status.SKIP, "Not asked\x1b."),
        stands("BKP-08", REGIONS[1], Status.SKIP, "Not asked\x1b."),
    ),
    coverage=(TypeCoverage("AWS::S3::Bucket", ("A", "B"), ("ENC-01",)), TypeCoverage("T", ("C",), (), "Because.")),
    exemptions=(Exemption("T", "Because.", "c.yaml", 9),),
    counts={REGIONS[0]: tally(Status.PASS, Status.SKIP), REGIONS[1]: tally(Status.FAIL, Status.SKIP)},
)


def drawn(form: str, matrix: ControlMatrix | None) -> str:
    return drawer(form)(ALL, replace(summary(ALL), controls=matrix), False)


def document(matrix: ControlMatrix | None) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(drawn("json", matrix))
    Draft202012Validator(SCHEMA).validate(made)
    return made


@pytest.mark.parametrize("matrix", [None, MATRIX, replace(MATRIX, coverage=(), complete=False)])
def test_json_fits_its_schema(matrix: ControlMatrix | None) -> None:
    assert (document(matrix)["controls"] is None) is (matrix is None)


def test_json_says_how_each_control_stands_and_which_mapping_is_verified() -> None:
    controls = document(MATRIX)["controls"]
    assert [(one["control"], one["region"], one["status"]) for one in controls["verdicts"]] == [
        ("ENC-01", "eu-central-1", "PASS"),
        ("ENC-01", "us-east-1", "FAIL"),
        ("BKP-08", "eu-central-1", "SKIP"),
        ("BKP-08", "us-east-1", "SKIP"),
    ]
    assert [one["verified"] for one in controls["controls"][0]["clauses"]] == [True, False]
    assert controls["counts"]["us-east-1"]["FAIL"] == 1
    assert controls["controls"][1]["holds_when"] == [{"parameter": "Lock", "values": ["A", "B"], "otherwise": True}]


def test_the_report_for_people_counts_controls_by_status_and_names_those_that_do_not_pass() -> None:
    lines = drawn("human", MATRIX).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("controls "))
    assert [line.split() for line in lines[start : start + 3]] == [
        ["controls", *(status.value for status in Status)],
        ["eu-central-1", "1", "0", "1", "0", "0", "0"],
        ["us-east-1", "0", "1", "1", "0", "0", "0"],
    ]
    assert lines[start + 3 : start + 6] == [
        "    FAIL     ENC-01  [us-east-1]",
        "    SKIP     BKP-08  [eu-central-1, us-east-1]  Not asked\\x1b.",
        "    1 of 2 mappings to clauses are verified by a source that was read.",
    ]
    assert "coverage was not judged" not in drawn("human", MATRIX)
    assert "coverage was not judged" in drawn("human", replace(MATRIX, complete=False))


def test_without_controls_nothing_is_said_of_them() -> None:
    assert not any(line.startswith("controls") for line in drawn("human", None).splitlines())


def test_a_matrix_is_looked_up_by_names() -> None:
    assert MATRIX.verdict("ENC-01", "us-east-1") == MATRIX.verdicts[1]
    assert MATRIX.verdict("ENC-01", "eu-west-1") is None
    framework = MATRIX.framework("gdpr")
    assert framework and framework.clause("5") == FrameworkClause("5", "u")
    assert framework.clause("6") is None
    assert MATRIX.framework("dora") is None
