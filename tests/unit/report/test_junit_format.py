"""The JUnit report is read back by junitparser, and goes red exactly where tapstack does."""

from pathlib import Path

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from tapstack.findings import Finding, Severity, Status, exit_code
from tests.unit.report.samples import (
    ALL,
    BROKEN,
    FAILED,
    NOTED,
    PASSED,
    SKIPPED,
    UNKNOWN,
    WAIVED,
    WARNED,
    WEST,
    drawn,
    summary,
)


def read(findings: list[Finding], fail_on: tuple[str, ...] = (), everything: bool = False) -> JUnitXml:
    return JUnitXml.fromstring(drawn("junit", findings, everything, fail_on).encode())


def suites(xml: JUnitXml) -> dict[str, TestSuite]:
    return {suite.name: suite for suite in xml}


def only_case(finding: Finding, fail_on: tuple[str, ...] = ()) -> TestCase:
    (case,) = suites(read([finding, PASSED._replace(layer="template")], fail_on))["lint: lib/t.json"]
    return case


@pytest.mark.parametrize("everything", [True, False])
def test_every_verdict_is_a_case_and_the_counts_are_exact(everything: bool) -> None:
    xml = read(ALL, everything=everything)
    assert (xml.tests, xml.failures, xml.errors, xml.skipped) == (9, 2, 1, 5)
    for suite in xml:
        written = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()
        assert written == (suite.tests, suite.failures, suite.errors, suite.skipped)


def test_a_suite_is_a_layer_on_a_file_even_where_it_found_nothing() -> None:
    assert {name: suite.tests for name, suite in suites(read([FAILED, PASSED])).items()} == {
        "template: lib/t.json": 0,
        "lint: lib/t.json": 2,
    }


def test_a_suite_says_what_it_is_about() -> None:
    for suite in read([FAILED]):
        assert {prop.name: prop.value for prop in suite.properties()} == {
            "tapstack": "0.1.0",
            "as_of": "2026-01-01",
            "regions": "us-west-2 us-east-1",
        }


def test_a_case_is_named_by_check_resource_and_region_and_has_a_place() -> None:
    case = only_case(FAILED)
    assert (case.classname, case.name) == ("lint.S3-001", "S3-001 Bucket [us-east-1]")
    assert (case._elem.get("file"), case._elem.get("line")) == ("lib/t.json", "42")
    assert only_case(FAILED._replace(resource=None, region=None, line=None)).name == "S3-001"


def test_a_case_has_the_same_name_when_it_passes() -> None:
    assert only_case(FAILED._replace(status=Status.PASS, path=("Resources", "Bucket"))).name == only_case(FAILED).name


def test_cases_of_one_check_resource_and_region_have_different_names() -> None:
    (_, suite) = read([FAILED, FAILED._replace(line=50), WEST])
    assert [case.name for case in suite] == [
        "S3-001 Bucket [us-east-1]",
        "S3-001 Bucket [us-east-1] (2)",
        "S3-001 Bucket [us-west-2]",
    ]


@pytest.mark.parametrize(
    ("finding", "fail_on", "kind", "message"),
    [
        (FAILED, (), Failure, "The bucket is not encrypted."),
        (BROKEN, (), Error, "cfn-lint failed."),
        (WARNED, (), Skipped, "FAIL (warning): The bucket is not encrypted."),
        (WARNED, ("warning",), Failure, "The bucket is not encrypted."),
        (NOTED, ("warning", "unknown"), Skipped, "FAIL (info): The bucket is not encrypted."),
        (SKIPPED, ("warning", "unknown"), Skipped, "SKIP: Gone is not here."),
        (UNKNOWN._replace(layer="lint"), (), Skipped, "UNKNOWN: The bucket is not encrypted."),
        (UNKNOWN._replace(layer="lint"), ("unknown",), Failure, "The bucket is not encrypted."),
        (
            WAIVED,
            ("warning", "unknown"),
            Skipped,
            "WAIVED: Only logs (team-data, until 2027-01-31; rules/waivers.yaml:7): The bucket is not encrypted.",
        ),
    ],
)
def test_what_a_case_shows(finding: Finding, fail_on: tuple[str, ...], kind: type, message: str) -> None:
    (result,) = only_case(finding, fail_on).result
    assert (type(result), result.message) == (kind, message)


def test_what_passed_shows_nothing() -> None:
    assert only_case(PASSED).is_passed
    assert only_case(PASSED).result == []


@pytest.mark.parametrize("fail_on", [(), ("warning",), ("unknown",), ("warning", "unknown")], ids=str)
@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("status", Status)
def test_red_exactly_where_tapstack_is_red(status: Status, severity: Severity, fail_on: tuple[str, ...]) -> None:
    finding = FAILED._replace(status=status, severity=severity)
    xml = read([finding], fail_on)
    assert (xml.failures + xml.errors > 0) == (exit_code([finding], fail_on) != 0)
    assert (xml.tests - xml.failures - xml.errors - xml.skipped > 0) == (status is Status.PASS)


@pytest.mark.parametrize("findings", [[], [SKIPPED], [UNKNOWN, SKIPPED]], ids=["none", "skipped", "unknown"])
def test_a_run_that_checked_nothing_is_not_green(findings: list[Finding]) -> None:
    assert summary(findings).exit_code == 5
    (case,) = suites(read(findings))["tapstack"]
    assert isinstance(case.result[0], Error)
    assert "Nothing was checked" in case.result[0].message


def test_details_name_fix_source_controls_and_waiver() -> None:
    assert only_case(WAIVED).result[0].text.splitlines() == [
        "message: The bucket is not encrypted.",
        "requires: A bucket is encrypted",
        "waived: Only logs (team-data, until 2027-01-31; rules/waivers.yaml:7)",
        "fix: Write BucketEncryption.",
        "source: AWS documentation, https://docs.example.com/s3#encryption.",
        "controls: ENC-01 ENC-02",
    ]


def test_what_xml_cannot_hold_is_seen_as_an_escape() -> None:
    (result,) = only_case(FAILED._replace(message="a\0b\x1b\ud800\ufffe <&\"'> ]]>\nnext é")).result
    shown = "a\\x00b\\x1b\\ud800\\ufffe <&\"'> ]]>"
    assert result.message == f"{shown} next é"
    assert result.text.splitlines()[:2] == [f"message: {shown}", "| next é"]


def test_the_file_is_named_from_the_root_of_its_work_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "lib").mkdir()
    monkeypatch.chdir(tmp_path / "lib")
    assert 'file="lib/t.json"' in drawn("junit", [FAILED._replace(file="t.json")])
