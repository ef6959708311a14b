"""The CSV report is read back by Python's own reader, row by row."""

import csv
import io

import pytest

from tapstack.findings import Finding
from tests.unit.report.samples import ALL, FAILED, PASSED, WAIVED, drawn


def rows(findings: list[Finding], everything: bool = False) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(drawn("csv", findings, everything), newline=""), strict=True))


def test_columns() -> None:
    assert drawn("csv", []) == (
        "file,line,column,layer,check,title,resource,region,status,severity,message,fix,source,controls,path,"
        "waiver_reason,waiver_owner,waiver_expiry,as_of,hidden_by_baseline,tapstack\r\n"
    )


def test_every_verdict_is_a_row_whatever_is_shown_elsewhere() -> None:
    for everything in (True, False):
        assert [row["status"] for row in rows(ALL, everything)] == [finding.status.value for finding in ALL]


def test_a_row_says_all_of_a_finding() -> None:
    assert rows([FAILED]) == [
        {
            "file": "lib/t.json",
            "line": "42",
            "column": "5",
            "layer": "lint",
            "check": "S3-001",
            "title": "A bucket is encrypted",
            "resource": "Bucket",
            "region": "us-east-1",
            "status": "FAIL",
            "severity": "error",
            "message": "The bucket is not encrypted.",
            "fix": "Write BucketEncryption.",
            "source": "AWS documentation, https://docs.example.com/s3#encryption.",
            "controls": "ENC-01 ENC-02",
            "path": "/Resources/Bucket/Properties/a~1b/0",
            "waiver_reason": "",
            "waiver_owner": "",
            "waiver_expiry": "",
            "as_of": "2026-01-01",
            "hidden_by_baseline": "",
            "tapstack": "0.1.0",
        }
    ]


def test_what_is_not_known_is_empty() -> None:
    (row,) = rows([PASSED._replace(line=None, column=None, region=None, resource=None, path=(), controls=())])
    assert {row[name] for name in ("line", "column", "region", "resource", "path", "controls")} == {""}


def test_a_waiver_is_in_its_row() -> None:
    (row,) = rows([WAIVED])
    assert (row["status"], row["waiver_reason"]) == ("WAIVED", "Only logs")
    assert (row["waiver_owner"], row["waiver_expiry"]) == ("team-data", "2027-01-31")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'", "'=1", "''"])
def test_no_cell_is_a_formula_and_the_text_comes_back(text: str) -> None:
    (row,) = rows([FAILED._replace(message=text)])
    escaped = text.replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n")
    assert row["message"] == f"'{escaped}"


@pytest.mark.parametrize("text", ["a=1", "1-1", 'say "a, b"', ' "', ",", "né 試", "a'b", " =1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert rows([FAILED._replace(message=text)])[0]["message"] == text


def test_rows_end_with_crlf_and_hold_no_line_break() -> None:
    text = drawn("csv", [FAILED._replace(message="one\ntwo\r\nthree")])
    assert text.count("\n") == text.count("\r\n") == 2
    assert text.endswith("\r\n")
    assert rows([FAILED._replace(message="one\ntwo")])[0]["message"] == "one\\ntwo"
