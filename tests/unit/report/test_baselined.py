"""What a baseline hides is said in every format: nothing hidden looks green."""

import csv
import io
import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from junitparser import JUnitXml

from tapstack.findings import Baselined, Finding, counts, fingerprints
from tapstack.findings.summary import with_baseline
from tapstack.report import FORMATS, drawer, terminal
from tests.unit.report.controlled import CONTROLS
from tests.unit.report.samples import ALL, FAILED, PASSED, UNKNOWN, summary

HIDDEN = Baselined("b\x1b.json", counts([FAILED, FAILED, UNKNOWN]), gone=1)
SAID = "3 hidden by b\\x1b.json (2 FAIL, 1 UNKNOWN); 1 of it is gone"
NOTHING = Baselined("b.json", counts([]), gone=0)


def drawn(form: str, baselined: Baselined | None, findings: list[Finding] = [PASSED]) -> str:  # noqa: B006  it is only read
    told = summary(findings)
    return drawer(form)(findings, with_baseline(told, baselined) if baselined else told, True)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_more_with_a_baseline_that_hides_something(form: str) -> None:
    told = with_baseline(replace(summary([PASSED]), controls=CONTROLS), HIDDEN)
    hidden, seen = (drawer(form)([PASSED], one, True) for one in (told, replace(told, baselined=None)))
    assert hidden != seen
    assert all(line.isprintable() for line in hidden.replace("\r\n", "\n").split("\n"))


@pytest.mark.parametrize(
    ("baselined", "said"),
    [
        (HIDDEN, SAID),
        (replace(HIDDEN, gone=2), "3 hidden by b\\x1b.json (2 FAIL, 1 UNKNOWN); 2 of it are gone"),
        (replace(HIDDEN, gone=0), "3 hidden by b\\x1b.json (2 FAIL, 1 UNKNOWN)"),
        (NOTHING, "0 hidden by b.json"),
    ],
    ids=["hidden", "gone", "none gone", "nothing"],
)
def test_people_read_how_many_above_the_result(baselined: Baselined, said: str) -> None:
    *_, line, result = drawn("human", baselined).splitlines()
    assert line == f"{said}."
    assert result.endswith("passed")
    assert "hidden" not in drawn("human", None)


def test_a_terminal_says_the_same() -> None:
    assert f"{SAID}." in terminal.draw([PASSED], with_baseline(summary([PASSED]), HIDDEN), False)


@pytest.mark.parametrize(("baselined", "gone"), [(HIDDEN, 1), (NOTHING, 0)])
def test_json_counts_the_hidden_apart(baselined: Baselined, gone: int) -> None:
    schema = json.loads(files("tapstack.report").joinpath("findings.schema.json").read_text())
    document = json.loads(drawn("json", baselined))
    Draft202012Validator(schema).validate(document)
    assert document["baselined"] == {"file": baselined.file, "hidden": baselined.hidden, "gone": gone}
    assert document["counts"]["FAIL"] == 0
    assert json.loads(drawn("json", None))["baselined"] is None


def test_json_names_each_finding_by_its_fingerprint_and_where_paths_start() -> None:
    document = json.loads(drawn("json", None, ALL))
    assert [finding["fingerprint"] for finding in document["findings"]] == fingerprints(ALL)
    assert document["folder"] == "."


def test_github_has_one_notice() -> None:
    assert drawn("github", HIDDEN, []) == f"::notice title=Baseline::{SAID}\n"
    assert drawn("github", NOTHING, []) == ""


@pytest.mark.parametrize(("baselined", "skipped"), [(HIDDEN, 1), (NOTHING, 0), (None, 0)])
def test_junit_has_one_skipped_case(baselined: Baselined | None, skipped: int) -> None:
    suites = JUnitXml.fromstring(drawn("junit", baselined).encode())
    assert (suites.skipped, suites.tests, suites.failures) == (skipped, 1 + skipped, 0)
    if baselined is HIDDEN:
        assert f"BASELINE: {SAID}." in drawn("junit", baselined)


@pytest.mark.parametrize(("baselined", "said"), [(HIDDEN, [f"{SAID}."]), (NOTHING, []), (None, [])])
def test_code_scanning_has_one_note(
    sarif_schema: Draft4Validator, baselined: Baselined | None, said: list[str]
) -> None:
    document: dict[str, Any] = json.loads(drawn("sarif", baselined))
    sarif_schema.validate(document)
    (run,) = document["runs"]
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert [note["message"]["text"] for note in notes] == said
    assert (run["properties"]["baselined"] or {}).get("gone") == (baselined.gone if baselined else None)


@pytest.mark.parametrize(("baselined", "cell"), [(HIDDEN, "3"), (NOTHING, "0"), (None, "")])
def test_spreadsheets_have_a_column(baselined: Baselined | None, cell: str) -> None:
    (row,) = csv.DictReader(io.StringIO(drawn("csv", baselined)))
    assert row["hidden_by_baseline"] == cell
