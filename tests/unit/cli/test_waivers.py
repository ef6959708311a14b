"""Waivers and baselines on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tapstack.cli.main import main

TEMPLATE = {
    "Resources": {
        "Queue": {"Type": "AWS::SQS::Queue"},
        "Topic": {"Type": "AWS::SNS::Topic", "DependsOn": "No"},
    }
}
WAIVER = """- rule: TPL-034
  resource: Topic
  reason: The queue comes with the next change.
  owner: platform
  expiry: 2026-12-31
"""
STATIC = ("--layer", "template", "--as-of", "2026-12-31")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("GITHUB_ACTIONS", "FORCE_COLOR", "TAPSTACK_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "t.json").write_text(json.dumps(TEMPLATE))
    (tmp_path / "other.json").write_text(json.dumps(TEMPLATE))
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "waivers.yaml").write_text(WAIVER)
    configure(tmp_path)
    return tmp_path


def configure(
    folder: Path, waivers: str = '"rules/waivers.yaml"', templates: str = '[[templates]]\npath = "t.json"'
) -> None:
    regions = 'regions = ["eu-central-1", "us-east-1"]'
    (folder / "tapstack.toml").write_text(f"{regions}\nwaivers = {waivers}\n{templates}\n")


def report(capsys: Captured, *arguments: str, code: int = 0) -> dict[str, Any]:
    assert main([*arguments, "--format", "json"]) == code
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def refused(capsys: Captured, *arguments: str) -> str:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    return line


@pytest.mark.parametrize("command", ["check", "verify"])
def test_a_waived_fail_is_shown_and_fails_no_run(folder: Path, capsys: Captured, command: str) -> None:
    document = report(capsys, command, *STATIC, "--fail-on", "warning")
    assert {finding["status"] for finding in document["findings"]} == {"WAIVED"}
    assert document["counts"]["WAIVED"] == 2
    assert document["counts"]["FAIL"] == 0
    assert {finding["waiver"]["owner"] for finding in document["findings"]} == {"platform"}


def test_it_fails_again_on_the_day_after_although_nothing_else_changed(capsys: Captured) -> None:
    assert report(capsys, "check", *STATIC)["exit_code"] == 0
    document = report(capsys, "check", "--layer", "template", "--as-of", "2027-01-01", code=1)
    assert {finding["check"] for finding in document["findings"]} == {"TPL-034", "WAIVER-001"}


def test_a_changed_waiver_file_is_heeded_although_the_verdicts_are_cached(folder: Path, capsys: Captured) -> None:
    assert report(capsys, "check", *STATIC)["counts"]["WAIVED"] == 2
    (folder / "rules" / "waivers.yaml").write_text("[]")
    assert report(capsys, "check", *STATIC, code=1)["counts"]["WAIVED"] == 0


def test_an_unneeded_waiver_is_a_finding_with_file_and_line(folder: Path, capsys: Captured) -> None:
    (folder / "rules" / "waivers.yaml").write_text("# a comment\n" + WAIVER.replace("Topic", "Queue"))
    found = report(capsys, "check", *STATIC, code=1)["findings"]
    (about,) = [finding for finding in found if finding["check"] == "WAIVER-002"]
    assert (about["file"], about["line"], about["severity"]) == ("rules/waivers.yaml", 2, "warning")


def test_the_schema_holds_with_waivers_in_every_state(folder: Path, capsys: Captured) -> None:
    from importlib.resources import files

    more = [WAIVER.replace("2026-12-31", "2026-01-01").replace("Topic", "Queue"), WAIVER.replace("TPL-034", "TPL-010")]
    (folder / "rules" / "waivers.yaml").write_text(WAIVER + "".join(more))
    schema = json.loads(files("tapstack.report").joinpath("findings.schema.json").read_text())
    document = report(capsys, "check", *STATIC, "--all")
    Draft202012Validator(schema).validate(document)
    assert {f["check"] for f in document["findings"] if f["file"] == "rules/waivers.yaml"} == {
        "WAIVER-001",
        "WAIVER-002",
    }


def test_a_foreign_template_is_not_waived(capsys: Captured) -> None:
    assert report(capsys, "check", "other.json", *STATIC, code=1)["counts"]["WAIVED"] == 0


def test_without_a_configured_template_waivers_hold_for_any(folder: Path, capsys: Captured) -> None:
    configure(folder, templates="")
    assert report(capsys, "check", "other.json", *STATIC)["counts"]["WAIVED"] == 2


def test_waiver_files_are_found_from_any_folder_below_the_configuration(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "rules")
    assert report(capsys, "check", *STATIC)["findings"][0]["waiver"]["file"] == "waivers.yaml"


def test_config_show_names_the_files(folder: Path, capsys: Captured) -> None:
    configure(folder, '["rules/waivers.yaml", "more.yaml"]')
    assert main(["config", "show"]) == 0
    assert json.loads(capsys.readouterr().out)["waivers"] == ["rules/waivers.yaml", "more.yaml"]


@pytest.mark.parametrize("command", ["check", "verify"])
def test_a_malformed_waiver_is_one_line_and_nothing_is_judged(folder: Path, capsys: Captured, command: str) -> None:
    (folder / "rules" / "waivers.yaml").write_text(WAIVER.replace("owner", "owners"))
    assert refused(capsys, command, *STATIC) == (
        "tapstack: error: rules/waivers.yaml:4:3: Unknown key 'owners'. Did you mean 'owner'?"
    )
    assert not (folder / "reports").exists()


def test_a_missing_waiver_file_is_no_empty_one(folder: Path, capsys: Captured) -> None:
    configure(folder, '"rules/waiver.yaml"')
    assert refused(capsys, "check") == "tapstack: error: rules/waiver.yaml: no such file. Correct the path."


@pytest.mark.parametrize("command", ["check", "verify"])
def test_a_baseline_hides_what_was_there_and_only_that(folder: Path, capsys: Captured, command: str) -> None:
    configure(folder, "[]")
    assert main(["check", *STATIC, "--format", "json", "--output", "baseline.json"]) == 1
    document = report(capsys, command, *STATIC, "--baseline", "baseline.json")
    assert (document["findings"], document["baselined"]["hidden"]["FAIL"], document["counts"]["FAIL"]) == ([], 2, 0)
    worse = json.loads(json.dumps(TEMPLATE).replace('"AWS::SQS::Queue"', '"AWS::SQS::Queue", "DependsOn": "No"'))
    (folder / "t.json").write_text(json.dumps(worse, indent=1))
    document = report(capsys, command, *STATIC, "--baseline", "baseline.json", code=1)
    assert {finding["resource"] for finding in document["findings"]} == {"Queue"}


def test_a_report_of_verify_is_a_baseline_and_from_another_folder_too(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(folder, "[]")
    assert main(["verify", *STATIC]) == 1
    capsys.readouterr()
    monkeypatch.chdir(folder / "rules")
    assert main(["check", "../t.json", *STATIC, "--baseline", "../reports/report.json"]) == 0
    assert "2 hidden by ../reports/report.json (2 FAIL).\n" in capsys.readouterr().out


def test_debts_that_are_gone_are_counted(folder: Path, capsys: Captured) -> None:
    configure(folder, "[]")
    main(["check", *STATIC, "--format", "json", "--output", "baseline.json"])
    (folder / "t.json").write_text(json.dumps(TEMPLATE).replace(', "DependsOn": "No"', ""))
    assert main(["check", *STATIC, "--baseline", "baseline.json"]) == 0
    assert "0 hidden by baseline.json; 2 of it are gone.\n" in capsys.readouterr().out


def test_a_waiver_that_expired_since_is_not_hidden_with_what_it_accepted(capsys: Captured) -> None:
    assert main(["check", *STATIC, "--format", "json", "--output", "baseline.json"]) == 0
    arguments = ("check", "--layer", "template", "--as-of", "2027-01-01", "--baseline", "baseline.json")
    assert report(capsys, *arguments, code=1)["counts"]["FAIL"] == 3


def test_a_report_that_hides_something_is_no_baseline(capsys: Captured) -> None:
    main(["check", *STATIC, "--format", "json", "--output", "a.json"])
    main(["check", *STATIC, "--baseline", "a.json", "--format", "json", "--output", "b.json"])
    capsys.readouterr()
    line = refused(capsys, "check", *STATIC, "--baseline", "b.json")
    assert line.endswith(
        "The report was itself written with --baseline, and lacks what that one hid. Write it again without --baseline."
    )


@pytest.mark.parametrize(
    ("baseline", "said"),
    [
        ("missing.json", "missing.json: no such file. Correct the path."),
        ("rules", "rules: a directory, not a file. Give the path of a report of tapstack check --format json."),
        ("t.json", "t.json:1:1: No report of tapstack check --format json. Write one: tapstack check --format json --output FILE."),
        ("tapstack.toml", "tapstack.toml:1:1: not valid JSON: a value expected, found 'r'."),
        ("", "An empty text is no path."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["check", "verify"])
def test_what_is_no_baseline_is_one_line(capsys: Captured, command: str, baseline: str, said: str) -> None:
    assert refused(capsys, command, *STATIC, "--baseline", baseline).startswith(f"tapstack: error: {said}")
