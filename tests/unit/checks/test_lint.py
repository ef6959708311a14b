"""What the lint layer makes of cfn-lint's matches."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tapstack.checks.lint import layer, run
from tapstack.checks.lint.fixes import FIXES, fix_for
from tapstack.checks.lint.match import LintMatch
from tapstack.checks.lint.regions import by_region, everywhere
from tapstack.checks.lint.session import Session
from tapstack.checks.subject import Subject
from tapstack.findings import InputError, Severity, Status

REGIONS = ("us-east-1", "eu-central-1")
TEMPLATE = """\
Parameters:
  Password:
    Type: String
    NoEcho: true
    Default: hunter2-default
Resources:
  Good:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Ref Password
  Whole:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: !Sub "x-${Password}"
  Part:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: !Select [0, !Split ["-", !Ref Password]]
  Bad:
    Type: AWS::SNS::Topic
    Properties:
      TopicNam: x
  Instance:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-0123456789abcdef0
      InstanceType: m1.small
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "t.yaml").write_text(TEMPLATE)
    return tmp_path


def match(rule: str, message: str = "", path: tuple[str | int, ...] = (), line: int = 1) -> LintMatch:
    return LintMatch(rule, message, line, 1, path, "It holds", "It must hold.", "")


def test_findings_have_resource_region_severity_fix_and_source() -> None:
    found = [finding for finding in run(Subject("t.yaml", REGIONS)) if finding.check == "E3002"]
    assert [(finding.region, finding.resource, finding.severity) for finding in found] == [
        ("us-east-1", "Bad", Severity.ERROR),
        ("eu-central-1", "Bad", Severity.ERROR),
    ]
    assert found[0].path == ("Resources", "Bad", "Properties", "TopicNam")
    assert found[0].fix == FIXES["E3002"]
    assert found[0].source.startswith("cfn-lint 1.58.0 E3002, https://")


def test_a_match_belongs_only_to_the_region_that_has_it() -> None:
    regions = {finding.region for finding in run(Subject("t.yaml", REGIONS)) if finding.check == "E3628"}
    assert regions == {"eu-central-1"}


def test_resources_without_a_match_pass_in_each_region() -> None:
    passed = {(f.resource, f.region) for f in run(Subject("t.yaml", REGIONS)) if f.status is Status.PASS}
    assert passed == {("Good", "us-east-1"), ("Good", "eu-central-1"), ("Instance", "us-east-1")}


@pytest.mark.parametrize("given", [{}, {"Password": "hunter2-given"}])
def test_secrets_are_in_no_finding(given: dict[str, str]) -> None:
    findings = list(run(Subject("t.yaml", REGIONS, given, complete=True)))
    assert {"W1031", "W1035"} <= {finding.check for finding in findings}
    assert "hunter2" not in repr(findings)


@pytest.mark.parametrize("error", [RecursionError("too deep"), KeyError("x"), SystemError("y")])
def test_a_crash_of_cfn_lint_is_one_error_and_no_pass(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def crash(self: Session, regions: Sequence[str]) -> list[LintMatch]:
        raise error

    monkeypatch.setattr(Session, "matches", crash)
    findings = list(run(Subject("t.yaml", REGIONS)))
    assert [(finding.check, finding.status) for finding in findings] == [("LINT-ERROR", Status.ERROR)]
    assert type(error).__name__ in findings[0].message


def test_a_rule_that_fails_is_an_error_and_nothing_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "matches", lambda _self, _regions: [match("E0002", "Unknown exception")])
    findings = list(run(Subject("t.yaml", REGIONS)))
    assert {finding.status for finding in findings} == {Status.ERROR}


@pytest.mark.parametrize("text", ["ignore_cheks: [W]", "regions: 7", "a: [", "- a"])
def test_a_faulty_cfnlintrc_is_an_input_error(text: str) -> None:
    Path(".cfnlintrc").write_text(text)
    with pytest.raises(InputError) as caught:
        list(run(Subject("t.yaml", REGIONS)))
    assert caught.value.file == ".cfnlintrc"


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({".cfnlintrc": "append_rules: [more]", "more/__init__.py": ""}, "append_rules"),
        ({".cfnlintrc": "custom_rules: mine.txt", "mine.txt": ""}, "custom_rules"),
        ({"t.yaml": "Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: n.yaml}}}"}, "nested"),
    ],
)
def test_what_reads_more_files_is_not_cached(files: dict[str, str], reason: str) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)
    subject = Subject("t.yaml", REGIONS)
    list(run(subject))
    assert any(reason in said for said in subject.uncacheable)


def test_an_ordinary_run_may_be_cached() -> None:
    subject = Subject("t.yaml", REGIONS)
    list(run(subject))
    assert subject.uncacheable == []


def test_importing_the_layer_does_not_import_cfn_lint() -> None:
    code = f"import sys, {layer.__name__}; sys.exit('cfnlint' in sys.modules or 'yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_matches_that_may_differ_by_region_are_looked_up_in_each() -> None:
    asked: list[tuple[str, ...]] = []
    both, first, neither = match("E3012", "both"), match("E3030", "'x' in 'us-east-1'"), match("E3031", line=9)
    alone = {"us-east-1": [both, first], "eu-central-1": [both]}

    def lint(regions: Sequence[str]) -> list[LintMatch]:
        asked.append(tuple(regions))
        return [both, first, neither] if len(regions) > 1 else alone[regions[0]]

    assert by_region(lint, REGIONS) == [
        (both, "us-east-1"),
        (both, "eu-central-1"),
        (first, "us-east-1"),
        (neither, None),
    ]
    assert asked == [REGIONS, ("us-east-1",), ("eu-central-1",)]


def test_a_message_that_lists_regions_is_found_by_its_place() -> None:
    together, alone = match("E1010", "not in ['a', 'b']", line=4), match("E1010", "not in ['a']", line=4)
    found = by_region(lambda regions: [together] if len(regions) > 1 else [alone], ("a", "b"))
    assert found == [(together, "a"), (together, "b")]


@pytest.mark.parametrize(
    ("rule", "path", "same"),
    [
        ("E3004", ("Resources", "A"), True),
        ("W8001", ("Conditions", "A"), True),
        ("W2531", ("Resources", "F", "Properties", "Runtime"), True),
        ("W2531", ("Resources", "F", "Properties", "Runtime", "Fn::FindInMap"), False),
        ("W2531", ("Resources", "F", "Properties", "Runtime", "Ref"), False),
        ("E3002", ("Resources", "A"), False),
    ],
)
def test_which_matches_are_the_same_everywhere(rule: str, path: tuple[str, ...], same: bool) -> None:
    assert everywhere(match(rule, path=path)) is same


@pytest.mark.parametrize(
    ("rule", "message", "said"),
    [
        ("W2531", "Runtime 'python3.9' was deprecated. Update to 'python3.14'", "Set Runtime to python3.14"),
        ("E3003", "'Role' is a required property", "Add the required property Role."),
        ("E3003", "something is required", "Change it so that this holds: It holds."),
        ("E9999", "anything", "Change it so that this holds: It holds."),
    ],
)
def test_fix(rule: str, message: str, said: str) -> None:
    assert said in fix_for(match(rule, message))


def test_every_fix_is_for_a_rule_that_cfn_lint_has() -> None:
    from tapstack.checks.lint.session import all_rules

    known: set[Any] = {rule.rule for rule in all_rules()}
    assert set(FIXES) <= known
    assert len(FIXES) >= 40


def test_every_rule_that_reads_the_clock_is_known() -> None:
    from tapstack.checks.lint.clock import DATED_RULES
    from tapstack.checks.lint.session import _rules_key, _runner

    config = Session("t.yaml", Subject("t.yaml", REGIONS).as_of).configure(REGIONS)
    rules = _runner(_rules_key(config)).rules
    sources = {name: rule.validate.__code__.co_filename for name, rule in rules.items() if hasattr(rule, "validate")}
    assert {name for name, file in sources.items() if ".today()" in Path(file).read_text()} == set(DATED_RULES)
