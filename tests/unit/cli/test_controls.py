"""Controls on the command line: judged by check and verify, told by explain."""

import json
from pathlib import Path
from typing import Any

import pytest

from tapstack.cli.main import main
from tests.unit.cli.test_evidence import CONTROLS as RECORDED
from tests.unit.cli.test_evidence import QUEUE, RULES

TEMPLATE = {"Resources": {"Queue": QUEUE}}
CONTROLS = (
    RECORDED.replace("    clauses:\n", "    holds_when: {Lock: [A, B]}\n    clauses:\n")
    + '      - {framework: dora, clause: "9", verified: false}\n'
)
POLICY = ("--layer", "policy")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("GITHUB_ACTIONS", "FORCE_COLOR", "TAPSTACK_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("t.json", "other.json"):
        (tmp_path / name).write_text(json.dumps(TEMPLATE))
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "r.guard").write_text(RULES)
    (tmp_path / "rules" / "controls.yaml").write_text(CONTROLS.replace("    holds_when: {Lock: [A, B]}\n", ""))
    (tmp_path / "tapstack.toml").write_text(
        'regions = ["eu-central-1", "us-east-1"]\nrules = "rules"\ncontrols = "rules/controls.yaml"\n'
        '[[templates]]\npath = "t.json"\n'
    )
    return tmp_path


def report(capsys: Captured, *arguments: str, code: int = 0) -> dict[str, Any]:
    assert main([*arguments, "--format", "json"]) == code
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


@pytest.mark.parametrize("command", ["check", "verify"])
@pytest.mark.parametrize("cached", [False, True])
def test_a_clause_that_no_framework_has_fails_the_run_with_file_and_line(
    capsys: Captured, command: str, cached: bool
) -> None:
    if cached:
        report(capsys, command, *POLICY, code=1)
    document = report(capsys, command, *POLICY, code=1)
    (fault,) = document["findings"]
    assert (fault["check"], fault["file"], fault["line"]) == ("CONTROL-003", "rules/controls.yaml", 4)
    assert [one["status"] for one in document["controls"]["verdicts"]] == ["PASS", "PASS"]


def test_what_no_control_looks_at_fails_the_run(folder: Path, capsys: Captured) -> None:
    controls = (
        (folder / "rules" / "controls.yaml")
        .read_text()
        .replace('framework: dora, clause: "9"', 'framework: gdpr, clause: "32(1)"')
    )
    (folder / "rules" / "controls.yaml").write_text(controls)
    assert report(capsys, "check", *POLICY)["controls"]["complete"]
    template = {"Resources": {**TEMPLATE["Resources"], "Topic": {"Type": "AWS::SNS::Topic"}}}
    (folder / "t.json").write_text(json.dumps(template))
    document = report(capsys, "check", *POLICY, code=1)
    assert [(one["check"], one["resource"]) for one in document["findings"]] == [("CONTROL-006", "Topic")]


def test_a_foreign_template_is_not_asked_about_controls(capsys: Captured) -> None:
    document = report(capsys, "check", "other.json", *POLICY)
    assert document["controls"] is None
    assert not document["findings"]


def test_rules_named_by_an_option_are_not_those_of_the_controls(capsys: Captured) -> None:
    assert report(capsys, "check", *POLICY, "--rules", "rules/r.guard")["controls"] is None


def test_a_file_of_another_form_is_refused_in_one_line(folder: Path, capsys: Captured) -> None:
    (folder / "rules" / "controls.yaml").write_text("controls:\n  - {id: 1}\n")
    assert main(["check", *POLICY]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("tapstack: error: rules/controls.yaml:2:5: A control has no 'title'.")


def test_explain_tells_a_control(folder: Path, capsys: Captured) -> None:
    (folder / "rules" / "controls.yaml").write_text(CONTROLS)
    assert main(["explain", "enc-08"]) == 0
    assert (
        capsys.readouterr().out
        == """ENC-08: Queues encrypt
  control, family encryption, severity error

meaning:
  So that nobody reads them.

holds when:
  Lock is 'A' or 'B'

checks:
  SQS_ENCRYPTED

clauses:
  GDPR 2016: 32(1) (Encrypted), verified: https://e.org
  dora: 9, not verified

source:
  rules/controls.yaml:4
"""
    )


def test_explain_suggests_a_control(capsys: Captured) -> None:
    assert main(["explain", "ENC-80"]) == 2
    assert "Did you mean 'ENC-08'?" in capsys.readouterr().err


def test_the_configuration_shows_where_controls_are(capsys: Captured) -> None:
    assert main(["config", "show"]) == 0
    assert json.loads(capsys.readouterr().out)["controls"] == ["rules/controls.yaml"]
