"""What verify leaves behind, and what is made of it: reports, a history, comparisons, a trend."""

import csv
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tapstack.cli.evidence import FILES
from tapstack.cli.main import main
from tapstack.pipeline import Outcome
from tests.unit.report.html.samples import DRILLS
from tests.unit.report.oscal_model import SCHEMA
from tests.unit.report.samples import FAILED

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"SqsManagedSseEnabled": True}}
OPEN = {"Type": "AWS::SQS::Queue", "Properties": {"SqsManagedSseEnabled": False}}
RULES = """# Queues encrypt
# Control: ENC-08
rule SQS_ENCRYPTED when Resources.*[ Type == 'AWS::SQS::Queue' ] !empty {
    Resources.*[ Type == 'AWS::SQS::Queue' ] { Properties.SqsManagedSseEnabled == true }
}
"""
CONTROLS = """frameworks:
  - {id: gdpr, title: GDPR, version: "2016", source: s, clauses: {"32(1)": Encrypted}}
controls:
  - id: ENC-08
    title: Queues encrypt
    meaning: So that nobody reads them.
    severity: error
    family: encryption
    checks: [SQS_ENCRYPTED]
    clauses:
      - {framework: gdpr, clause: "32(1)", verified: true, source: "https://e.org"}
"""
POLICY = ("--layer", "policy", "--as-of", "2026-01-01")
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767268800")
    for name in ("GITHUB_ACTIONS", "FORCE_COLOR", "TAPSTACK_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "r.guard").write_text(RULES)
    (tmp_path / "rules" / "controls.yaml").write_text(CONTROLS)
    (tmp_path / "tapstack.toml").write_text(
        'regions = ["eu-central-1", "us-east-1"]\nrules = "rules"\ncontrols = "rules/controls.yaml"\n'
        '[[templates]]\npath = "t.json"\n'
    )
    template(tmp_path, Queue=QUEUE)
    return tmp_path


def template(folder: Path, **resources: Any) -> None:
    (folder / "t.json").write_text(json.dumps({"Resources": resources}))


def refused(capsys: Captured, *arguments: str) -> str:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()[-1:]
    assert line.startswith("tapstack: error: ")
    return line


def written(folder: Path) -> dict[str, bytes]:
    return {name: (folder / "reports" / name).read_bytes() for name in FILES}


def test_two_runs_on_the_same_input_write_the_same_bytes(folder: Path) -> None:
    assert main(["verify", *POLICY]) == 0
    first = written(folder)
    (folder / "reports" / "history.sqlite").unlink()  # report.html tells the runs before it
    assert main(["verify", *POLICY, "--no-cache"]) == 0
    assert written(folder) == first


@pytest.mark.parametrize("name", sorted(set(FILES) - {"oscal.json", "asff.json", "report.html"}))
def test_only_formats_that_must_have_a_time_have_one(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert main(["verify", *POLICY]) == 0
    first = written(folder)[name]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1867268800")
    assert main(["verify", *POLICY]) == 0
    assert written(folder)[name] == first


def test_evidence_has_a_row_for_each_resource_and_region(folder: Path) -> None:
    template(folder, Queue=QUEUE, Open=OPEN)
    assert main(["verify", *POLICY]) == 1
    with (folder / "reports" / "evidence.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream, strict=True))
    assert {(row["control"], row["resource"], row["region"], row["verdict"]) for row in rows} == {
        ("ENC-08", "Queue", "eu-central-1", "PASS"),
        ("ENC-08", "Open", "eu-central-1", "FAIL"),
        ("ENC-08", "Queue", "us-east-1", "PASS"),
        ("ENC-08", "Open", "us-east-1", "FAIL"),
    }
    assert {len(row["template_sha256"]) for row in rows} == {64}


def test_a_foreign_template_is_no_evidence(folder: Path, capsys: Captured) -> None:
    (folder / "other.json").write_text(json.dumps({"Resources": {"Other": OPEN}}))
    main(["check", "t.json", "other.json", *POLICY, "--format", "evidence"])
    assert {row["resource"] for row in csv.DictReader(capsys.readouterr().out.splitlines())} == {"Queue"}


@pytest.mark.parametrize("form", ["evidence", "oscal", "asff"])
def test_check_prints_each_format_and_says_what_it_rests_on(folder: Path, capsys: Captured, form: str) -> None:
    assert main(["check", *POLICY, "--format", form, "--account-id", "123456789012"]) == 0
    text = capsys.readouterr().out
    digest = json.loads(_report(folder))["provenance"]["hashes"]["template"]
    assert digest in text and text in {content.decode() for content in written(folder).values()}


def _report(folder: Path) -> str:
    assert main(["verify", *POLICY, "--account-id", "123456789012"]) == 0
    return (folder / "reports" / "report.json").read_text()


def test_oscal_fits_the_model(folder: Path) -> None:
    from jsonschema import Draft202012Validator

    assert main(["verify", *POLICY]) == 0
    Draft202012Validator(SCHEMA).validate(json.loads((folder / "reports" / "oscal.json").read_text()))


def test_every_run_is_remembered_and_the_trend_tells_them(folder: Path, capsys: Captured) -> None:
    main(["verify", *POLICY])
    template(folder, Queue=OPEN)
    main(["verify", *POLICY])
    capsys.readouterr()
    assert main(["report", "trend", "--format", "json"]) == 0
    points = json.loads(capsys.readouterr().out)["points"]
    assert [point["by_control"]["ENC-08"]["us-east-1"] for point in points] == ["PASS", "FAIL"]
    assert points[0]["template"] != points[1]["template"] and points[0]["rules"] == points[1]["rules"]
    assert main(["report", "trend", "--last", "1"]) == 0
    assert capsys.readouterr().out.count("verdicts") == 1


def test_the_html_report_tells_the_runs_up_to_its_own_and_shows_the_template(folder: Path) -> None:
    file = folder / "reports" / "history.sqlite"
    file.parent.mkdir()
    file.touch()  # an empty file is a history of no runs
    main(["verify", *POLICY])
    report = folder / "reports" / "report.html"
    assert "One run is recorded in reports/history.sqlite." in report.read_text()
    template(folder, Queue=OPEN)
    main(["verify", *POLICY])
    text = report.read_text()
    assert "2 runs are recorded in reports/history.sqlite." in text
    assert "<title>Failed: t.json" in text and "ENC-08" in text
    assert text.count('class="box c-error"') == len(("eu-central-1", "us-east-1"))
    assert "t.json:1:" in text and "<mark>&#34;SqsManagedSseEnabled&#34;</mark>" in text


def test_the_html_report_shows_the_drills_of_the_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = Outcome((FAILED._replace(file="t.json", layer="policy"),), drills=DRILLS)
    monkeypatch.setattr("tapstack.cli.judge.run", lambda *_arguments, **_options: outcome)
    main(["verify", *POLICY])
    text = (folder / "reports" / "report.html").read_text()
    assert all(f'id="drill-{drill.name}"' in text for drill in DRILLS)


def test_a_report_that_check_prints_has_the_picture_and_no_runs(folder: Path, capsys: Captured) -> None:
    assert main(["check", *POLICY, "--format", "html"]) == 0
    text = capsys.readouterr().out
    assert text.count('class="box c-none"') == len(("eu-central-1", "us-east-1"))
    assert "no earlier run is recorded" in text
    assert not (folder / "reports").exists()


def test_a_history_elsewhere_is_used(folder: Path, capsys: Captured) -> None:
    assert main(["verify", *POLICY, "--history", "kept/h.sqlite"]) == 0
    assert "history.sqlite" not in capsys.readouterr().out
    assert not (folder / "reports" / "history.sqlite").exists()
    assert main(["report", "trend", "--history", "kept/h.sqlite"]) == 0


@pytest.mark.parametrize("content", [b"Dear diary", b"SQLite format 3\0" + b"x" * 600])
def test_a_malformed_history_is_refused_before_anything_is_judged_or_written(
    folder: Path, capsys: Captured, content: bytes
) -> None:
    file = folder / "reports" / "history.sqlite"
    file.parent.mkdir()
    file.write_bytes(content)
    for arguments in (("verify", *POLICY), ("report", "trend")):
        assert "reports/history.sqlite: The history cannot be used" in refused(capsys, *arguments)
    assert file.read_bytes() == content
    assert [entry.name for entry in file.parent.iterdir()] == ["history.sqlite"]


def test_a_history_that_breaks_meanwhile_costs_no_report(
    folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("tapstack.report.history.store._make", full)
    assert "reports/history.sqlite: The history cannot be used: database or disk is full." in refused(
        capsys, "verify", *POLICY
    )
    assert set(FILES) <= {entry.name for entry in (folder / "reports").iterdir()}


def test_a_folder_of_reports_that_cannot_be_written_is_one_error(folder: Path, capsys: Captured) -> None:
    (folder / "reports").write_text("in the way")
    assert "reports" in refused(capsys, "verify", *POLICY)


def test_a_comparison_fails_where_something_got_worse(folder: Path, capsys: Captured) -> None:
    main(["verify", *POLICY, "--reports", "old"])
    template(folder, Queue=OPEN)
    main(["verify", *POLICY, "--reports", "new"])
    capsys.readouterr()
    assert main(["report", "compare", "old/report.json", "new/report.json"]) == 1
    text = capsys.readouterr().out
    assert "controls: 2 worse\n" in text and "    worse    PASS -> FAIL  ENC-08  [us-east-1]\n" in text
    assert main(["report", "compare", "new/report.json", "old/report.json", "--output", "c.txt"]) == 0
    assert "controls: 2 better\n" in (folder / "c.txt").read_text()
    assert main(["report", "compare", "old/report.json", "new/report.json", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["controls"]["counts"]["worse"] == 2


@pytest.mark.parametrize("content", [None, "", "{", "[]", "\ud800"])
def test_a_report_that_is_none_is_one_error(folder: Path, capsys: Captured, content: str | None) -> None:
    if content is not None:
        (folder / "r.json").write_bytes(content.encode("utf-8", "surrogatepass"))
    assert "r.json" in refused(capsys, "report", "compare", "r.json", "r.json")


def test_there_is_help(capsys: Captured) -> None:
    assert main(["report"]) == 0
    assert "compare" in capsys.readouterr().out
