"""The lint layer says what cfn-lint's own command line says: the same rules at the same places, the same words."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tapstack.checks.lint import run
from tapstack.checks.subject import Subject
from tapstack.findings import Finding, Status

REGIONS = ("us-east-1", "eu-central-1")

CYCLE = """\
Conditions:
  Unused: !Equals [!Ref AWS::Region, us-east-1]
Parameters:
  Spare:
    Type: String
    Default: x
Resources:
  A:
    Type: AWS::SNS::Topic
    DependsOn: B
  B:
    Type: AWS::SNS::Topic
    DependsOn: A
"""
WRONG = {
    "Resources": {
        "Table": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableNam": "t", "BillingMode": "SOMETIMES"}},
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"AccessControl": "Private", "Tags": "x"}},
        "Nothing": {"Type": "AWS::No::Such"},
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Fn::GetAtt": ["Bucket", "Nope"]}}},
    },
    "Outputs": {"O": {"Value": {"Ref": "Missing"}}},
}
METADATA = """\
Metadata:
  cfn-lint:
    config:
      ignore_checks: [W2001]
      include_checks: [I]
Parameters:
  Spare: {Type: String}
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Metadata:
      cfn-lint:
        config:
          ignore_checks: [E3003]
    Properties:
      BillingMode: PAY_PER_REQUEST
"""
REGIONAL = """\
Resources:
  Layer:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: a.b
      Role: arn:aws:iam::123456789012:role/r
      Code: {ZipFile: "pass"}
  Instance:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      InstanceType: m1.small
"""
TRANSFORMED = """\
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [A, B]
    - Topic${Name}:
        Type: AWS::SNS::Topic
        Properties:
          TopicNam: !Sub "${Name}"
"""
TEMPLATES = {
    "clean.yaml": "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n",
    "cycle.yaml": CYCLE,
    "wrong.json": json.dumps(WRONG, indent=2),
    "metadata.yaml": METADATA,
    "regional.yaml": REGIONAL,
    "transformed.yaml": TRANSFORMED,
    "types.json": json.dumps({"Resources": {"A": {"Type": {"x": 1}}, "B": [], "C": {"Type": 7}, "D": None}}),
    "sections.json": json.dumps({"Resources": [], "Parameters": 7, "Nope": {}}),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path


def linted(name: str, text: str, regions: tuple[str, ...] = REGIONS) -> list[Finding]:
    Path(name).write_text(text)
    return list(run(Subject(name, regions)))


def told(name: str, regions: tuple[str, ...] = REGIONS) -> set[tuple[str, int, int, str]]:
    program = [sys.executable, "-c", "from cfnlint.runner import main; main()"]
    command = [*program, "--template", name, "--format", "json", "--regions", *regions]
    matches: list[dict[str, Any]] = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    return {
        (
            match["Rule"]["Id"],
            match["Location"]["Start"]["LineNumber"],
            match["Location"]["Start"]["ColumnNumber"],
            " ".join(match["Message"].split()),
        )
        for match in matches
    }


def said(findings: list[Finding]) -> set[tuple[str, int | None, int | None, str]]:
    return {
        (finding.check, finding.line, finding.column, finding.message)
        for finding in findings
        if finding.status not in (Status.PASS, Status.SKIP)
    }


@pytest.mark.parametrize("name", TEMPLATES)
def test_same_findings_as_the_command_line(name: str) -> None:
    findings = linted(name, TEMPLATES[name])
    assert said(findings) == told(name)
    assert bool(said(findings)) is (name != "clean.yaml")


def test_cfnlintrc_counts_as_on_the_command_line() -> None:
    Path(".cfnlintrc").write_text("ignore_checks: [E3004]\nconfigure_rules: {E3012: {strict: true}}\n")
    findings = linted("cycle.yaml", CYCLE)
    assert said(findings) == told("cycle.yaml")
    assert "E3004" not in {finding.check for finding in findings}


def test_file_that_cfnlintrc_excludes_is_skipped_not_passed() -> None:
    Path(".cfnlintrc").write_text("ignore_templates: [cycle.yaml]\n")
    findings = linted("cycle.yaml", CYCLE)
    assert {finding.status for finding in findings} == {Status.SKIP}


def test_deprecated_runtime_is_judged_as_of_the_given_day() -> None:
    Path("old.yaml").write_text(REGIONAL.replace("python3.13", "python3.9"))
    before = list(run(Subject("old.yaml", REGIONS, as_of=date(2024, 1, 1))))
    after = list(run(Subject("old.yaml", REGIONS, as_of=date(2026, 1, 1))))
    assert "W2531" not in {finding.check for finding in before}
    assert {finding.region for finding in after if finding.check == "W2531"} == set(REGIONS)
