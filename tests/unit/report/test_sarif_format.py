"""The SARIF report: as the standard has it, and as somebody who reads it in code scanning needs it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from sarif_pydantic import Sarif  # type: ignore[import-untyped]  # it ships without annotations

from tapstack.findings import Finding, Severity, Status, fingerprints
from tapstack.template.load import load
from tests.unit.report.samples import (
    ALL,
    BROKEN,
    FAILED,
    NOTED,
    PASSED,
    SKIPPED,
    UNKNOWN,
    WAIVED,
    WAIVER,
    WARNED,
    WEST,
    drawn,
)


@pytest.fixture(autouse=True)
def work_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)
    return root


def run(findings: list[Finding], everything: bool = False) -> Any:
    log = json.loads(drawn("sarif", findings, everything))
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    return only


def result(finding: Finding) -> Any:
    (only,) = run([finding], everything=True)["results"]
    return only


def rule(*findings: Finding) -> Any:
    (only,) = run(list(findings))["tool"]["driver"]["rules"]
    return only


def artifact(finding: Finding) -> Any:
    return result(finding)["locations"][0]["physicalLocation"]["artifactLocation"]


@pytest.mark.parametrize("everything", [True, False])
@pytest.mark.parametrize("findings", [ALL, [PASSED], []], ids=["all", "passed", "none"])
def test_it_fits_the_schema_of_the_standard(
    sarif_schema: Draft4Validator, findings: list[Finding], everything: bool
) -> None:
    text = drawn("sarif", findings, everything)
    sarif_schema.validate(json.loads(text))
    assert len(Sarif.model_validate_json(text).runs) == 1


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("results", {"kind": "bad"}),
        ("results", {"level": "info"}),
        ("results", {"extra": 1}),
        ("artifacts", {"roles": 1}),
    ],
)
def test_the_schema_refuses_what_is_not_sarif(sarif_schema: Draft4Validator, part: str, change: dict[str, Any]) -> None:
    log = json.loads(drawn("sarif", [FAILED]))
    log["runs"][0][part][0] |= change
    assert not sarif_schema.is_valid(log)


@pytest.mark.parametrize(
    ("finding", "kind", "level", "text"),
    [
        (FAILED, "fail", "error", "The bucket"),
        (WARNED, "fail", "warning", "The bucket"),
        (NOTED, "fail", "note", "The bucket"),
        (WAIVED, "fail", "note", "WAIVED: The bucket"),
        (BROKEN._replace(severity=Severity.INFO), "fail", "error", "ERROR: cfn-lint"),
        (UNKNOWN, "open", "none", "UNKNOWN: The bucket"),
        (PASSED, "pass", "none", "PASS: All well."),
        (SKIPPED, "notApplicable", "none", "SKIP: Gone"),
    ],
)
def test_kind_and_level(finding: Finding, kind: str, level: str, text: str) -> None:
    found = result(finding)
    assert (found["kind"], found["level"]) == (kind, level)
    assert found["message"]["text"].startswith(text)
    assert found["properties"]["status"] == finding.status.value


def test_what_passed_or_was_skipped_is_left_out_but_described() -> None:
    found = run([PASSED, SKIPPED])
    assert found["results"] == []
    assert [described["id"] for described in found["tool"]["driver"]["rules"]] == ["S3-001"]
    assert found["properties"]["counts"]["PASS"] == 1


def test_a_result_says_all_of_a_finding() -> None:
    assert result(FAILED) == {
        "ruleId": "S3-001",
        "ruleIndex": 0,
        "kind": "fail",
        "level": "error",
        "message": {"text": "The bucket is not encrypted.\nIn us-east-1.\nFix: Write BucketEncryption."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "lib/t.json", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 42, "startColumn": 5},
                },
                "logicalLocations": [
                    {
                        "name": "Bucket",
                        "fullyQualifiedName": "/Resources/Bucket/Properties/a~1b/0",
                        "kind": "resource",
                    }
                ],
            }
        ],
        "partialFingerprints": {"tapstack/v1": fingerprints([FAILED._replace(region=None)])[0]},
        "properties": {
            "regions": ["us-east-1"],
            "layer": "lint",
            "status": "FAIL",
            "severity": "error",
            "resource": "Bucket",
            "fix": "Write BucketEncryption.",
            "source": "AWS documentation, https://docs.example.com/s3#encryption.",
            "controls": ["ENC-01", "ENC-02"],
        },
    }


def test_a_rule_says_what_its_check_requires() -> None:
    assert rule(FAILED) == {
        "id": "S3-001",
        "shortDescription": {"text": "A bucket is encrypted"},
        "fullDescription": {"text": "A bucket is encrypted. Write BucketEncryption."},
        "help": {
            "text": "A bucket is encrypted.\nFix: Write BucketEncryption.\n"
            "Source: AWS documentation, https://docs.example.com/s3#encryption.",
            "markdown": "A bucket is encrypted.\n\n**Fix:** Write BucketEncryption.\n\n"
            "**Source:** AWS documentation, <https://docs.example.com/s3#encryption>.",
        },
        "helpUri": "https://docs.example.com/s3#encryption",
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["lint", "ENC-01", "ENC-02"]},
    }


@pytest.mark.parametrize("source", ["schema of AWS::S3::Bucket", "http", "https://", "https://exämple.com/"])
def test_a_rule_without_an_address_has_no_help_uri(source: str) -> None:
    assert "helpUri" not in rule(FAILED._replace(source=source))


def test_a_rule_is_what_its_findings_share() -> None:
    own = FAILED._replace(fix="Did you mean 'x'?", severity=Severity.INFO, controls=("NET-01",), title="")
    described = rule(own, FAILED, PASSED)
    assert described["fullDescription"]["text"] == "A bucket is encrypted. Write BucketEncryption."
    assert described["defaultConfiguration"]["level"] == "error"
    assert described["properties"]["tags"] == ["lint", "ENC-01", "ENC-02", "NET-01"]


@pytest.mark.parametrize(
    ("severities", "level"),
    [(("info", "warning", "error"), "error"), (("info", "warning"), "warning"), (("info",), "note")],
)
def test_a_rule_has_the_level_of_its_worst_finding(severities: tuple[str, ...], level: str) -> None:
    described = rule(*(FAILED._replace(severity=Severity(severity)) for severity in severities))
    assert described["defaultConfiguration"]["level"] == level


def test_a_rule_without_a_title_is_called_by_its_id() -> None:
    assert rule(FAILED._replace(title=""))["shortDescription"]["text"] == "S3-001"


def test_a_rule_keeps_to_the_limits_of_code_scanning() -> None:
    many = tuple(f"ENC-{number:02}" for number in range(40))
    described = rule(FAILED._replace(controls=many, title="t" * 5000, fix="f" * 5000))
    assert len(described["properties"]["tags"]) == 20
    assert len(described["shortDescription"]["text"]) <= 1024
    assert len(described["fullDescription"]["text"]) <= 1024
    assert result(FAILED._replace(controls=many))["properties"]["controls"] == list(many)


def test_the_same_verdict_in_several_regions_is_one_result_in_order_of_deployment() -> None:
    (found,) = run([FAILED, WEST])["results"]
    assert "In us-west-2, us-east-1." in found["message"]["text"]
    assert found["properties"]["regions"] == ["us-west-2", "us-east-1"]


def test_a_result_keeps_its_fingerprint_when_one_region_is_mended() -> None:
    marks = [run(found)["results"][0]["partialFingerprints"] for found in ([FAILED, WEST], [FAILED], [WEST])]
    assert marks[0] == marks[1] == marks[2]


def test_a_verdict_that_holds_for_all_regions_names_none() -> None:
    assert "In " not in result(FAILED._replace(region=None))["message"]["text"]


@pytest.mark.parametrize(
    "change", [{"message": "Other."}, {"status": Status.WAIVED, "waiver": WAIVER}, {"severity": Severity.INFO}], ids=str
)
def test_regions_that_differ_have_results_of_their_own(change: dict[str, Any]) -> None:
    found = run([FAILED, WEST._replace(**change)])["results"]
    assert len(found) == 2
    assert len({entry["partialFingerprints"]["tapstack/v1"] for entry in found}) == 2


def test_what_is_waived_is_suppressed_with_reason_owner_expiry_and_place() -> None:
    found = result(WAIVED)
    assert found["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "Only logs",
            "location": {
                "physicalLocation": {
                    "artifactLocation": {"uri": "rules/waivers.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 7},
                }
            },
            "properties": {"owner": "team-data", "expiry": "2027-01-31"},
        }
    ]
    assert "Waived: Only logs (team-data, until 2027-01-31; rules/waivers.yaml:7)" in found["message"]["text"]
    assert found["properties"]["severity"] == "error"


def test_what_is_not_waived_is_not_suppressed() -> None:
    assert not [
        entry for entry in run(ALL)["results"] if "suppressions" in entry and entry["properties"]["status"] != "WAIVED"
    ]


def test_a_check_that_broke_makes_the_run_unsuccessful_and_is_told() -> None:
    found = run([FAILED, BROKEN])
    (invocation,) = found["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 1)
    (told,) = invocation["toolExecutionNotifications"]
    assert (told["level"], told["associatedRule"]) == ("error", {"id": "LINT-ERROR", "index": 0})
    assert told["message"]["text"].startswith("ERROR: cfn-lint failed.")
    assert found["tool"]["driver"]["rules"][0]["id"] == "LINT-ERROR"


@pytest.mark.parametrize(
    ("findings", "successful", "code"),
    [([PASSED], True, 0), ([FAILED], True, 1), ([SKIPPED], False, 5), ([], False, 5)],
)
def test_the_invocation_says_how_the_run_ended(findings: list[Finding], successful: bool, code: int) -> None:
    (invocation,) = run(findings)["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (successful, code)
    assert invocation["toolExecutionNotifications"] == []


def test_a_finding_without_a_place_names_only_the_file() -> None:
    (place,) = result(FAILED._replace(line=None, column=None, resource=None, path=()))["locations"]
    assert place == {"physicalLocation": {"artifactLocation": {"uri": "lib/t.json", "uriBaseId": "%SRCROOT%"}}}


def test_a_finding_outside_the_resources_names_the_member_of_the_template() -> None:
    (place,) = result(FAILED._replace(resource=None, path=("Parameters", "Stage")))["locations"]
    assert place["logicalLocations"] == [{"fullyQualifiedName": "/Parameters/Stage"}]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("t.json", "t.json"),
        ("./lib/../t.json", "t.json"),
        ("a b#c?d%.json", "a%20b%23c%3Fd%25.json"),
        ("c:t.json", "c%3At.json"),
        ("né.json", "n%C3%A9.json"),
        ("\udcff.json", "%FF.json"),
        ("\ud800.json", "%5Cud800.json"),
    ],
)
def test_a_file_is_named_relative_to_the_source_root(file: str, uri: str) -> None:
    assert artifact(FAILED._replace(file=file)) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_the_source_root_is_the_work_tree_wherever_the_command_runs(
    work_tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work_tree / "lib").mkdir()
    monkeypatch.chdir(work_tree / "lib")
    (work_tree / "lib" / "t.json").touch()
    assert artifact(FAILED._replace(file="t.json")) == {"uri": "lib/t.json", "uriBaseId": "%SRCROOT%"}
    assert artifact(FAILED._replace(file=str(work_tree / "lib" / "t.json")))["uri"] == "lib/t.json"


def test_without_a_work_tree_the_source_root_is_the_current_directory(work_tree: Path) -> None:
    (work_tree / ".git").rmdir()
    assert artifact(FAILED) == {"uri": "lib/t.json", "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize("neighbour", [True, False], ids=["in another work tree", "in none"])
def test_a_file_outside_the_source_root_has_an_absolute_address(work_tree: Path, neighbour: bool) -> None:
    outside = work_tree.parent / "other"
    (outside / ".git" if neighbour else outside).mkdir(parents=True)
    assert artifact(FAILED._replace(file=str(outside / "a b.json"))) == {"uri": (outside / "a b.json").as_uri()}
    assert "uriBaseId" not in artifact(FAILED._replace(file="../other/a b.json"))


def test_nothing_in_the_log_names_this_machine(work_tree: Path) -> None:
    assert str(work_tree.parent) not in drawn("sarif", ALL, everything=True)


def test_columns_count_characters_as_the_log_says(work_tree: Path) -> None:
    (work_tree / "t.json").write_text('{"Description": "😀😀é", "Resources": {}}', encoding="utf-8")
    place = load("t.json").position(("Resources",))
    line = (work_tree / "t.json").read_text(encoding="utf-8")
    assert run([FAILED])["columnKind"] == "unicodeCodePoints"
    assert line[place.column - 1 :].startswith('"Resources"')


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see [here](https://evil.example)", "see [here] (https://evil.example)"),
        ("use {0} of ${AWS::Region}", "use {{0}} of ${AWS::Region}"),
        ("a\u202eb\x1b\r\nc", "a\\u202eb\\x1b\nc"),
    ],
)
def test_a_message_is_no_link_no_placeholder_and_hides_nothing(text: str, shown: str) -> None:
    assert result(FAILED._replace(message=text))["message"]["text"].startswith(shown + "\n")
    assert result(FAILED._replace(message=text))["properties"]["fix"] == FAILED.fix


def test_help_is_markdown_that_shows_the_text_as_it_is() -> None:
    described = rule(FAILED._replace(title="A <b>*x*</b> [a](b) & `c`", fix="Set\nx_y.", source="see"))
    assert described["help"]["markdown"] == (
        "A \\<b\\>\\*x\\*\\</b\\> \\[a\\](b) \\& \\`c\\`.\n\n**Fix:** Set x\\_y.\n\n**Source:** see"
    )
