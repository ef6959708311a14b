"""Every format says the same, each to its reader."""

import io
import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator

from tapstack.findings import Finding, Severity, Status, Summary, Waiver, summarize
from tapstack.report import FORMATS, drawer, terminal
from tapstack.report.choice import grouped, level

EAST = Finding(
    check="E3004",
    layer="lint",
    status=Status.FAIL,
    severity=Severity.ERROR,
    region="us-east-1",
    resource="Bucket",
    path=("Resources", "Bucket", "Tags", 0),
    file="lib/a,b:c%.json",
    line=42,
    column=5,
    message="Circular: 100%\nsecond line",
    fix="Break it.",
    source="cfn-lint",
)
WEST = EAST._replace(region="us-west-2")
PASSED = EAST._replace(check="E3002", status=Status.PASS, message="All well.")
SKIPPED = EAST._replace(check="E3002", status=Status.SKIP, resource="Gone")
UNKNOWN = EAST._replace(check="TPL-090", status=Status.UNKNOWN, region=None, line=None, column=None)
BROKEN = EAST._replace(check="LINT-ERROR", status=Status.ERROR, severity=Severity.INFO, resource=None)
INFO = EAST._replace(check="I3011", severity=Severity.INFO)
ALL = [EAST, WEST, PASSED, SKIPPED, UNKNOWN, BROKEN, INFO]
SCHEMA = json.loads(files("tapstack.report").joinpath("findings.schema.json").read_text())


def summary(findings: list[Finding]) -> Summary:
    return summarize(
        findings,
        tapstack="0.1.0",
        files=["t.json"],
        regions=["us-west-2", "us-east-1"],
        layers=["template", "lint"],
        as_of="2026-01-01",
    )


def drawn(form: str, findings: list[Finding], everything: bool = False) -> str:
    return drawer(form)(findings, summary(findings), everything)


@pytest.mark.parametrize("everything", [True, False])
@pytest.mark.parametrize("findings", [ALL, [PASSED], []], ids=["all", "passed", "none"])
def test_json_fits_its_schema(findings: list[Finding], everything: bool) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(drawn("json", findings, everything)))


@pytest.mark.parametrize(
    ("change"), [{"status": "GOOD"}, {"layer": "other"}, {"line": 0}, {"extra": 1}, {"severity": "fatal"}], ids=str
)
def test_schema_refuses_what_is_not_a_finding(change: dict[str, Any]) -> None:
    document = json.loads(drawn("json", [EAST]))
    document["findings"][0] |= change
    assert not Draft202012Validator(SCHEMA).is_valid(document)


def test_json_hides_what_passed_but_counts_it() -> None:
    document = json.loads(drawn("json", ALL))
    assert {finding["status"] for finding in document["findings"]} == {"FAIL", "UNKNOWN", "ERROR"}
    assert document["counts"] == {"PASS": 1, "FAIL": 3, "SKIP": 1, "UNKNOWN": 1, "ERROR": 1, "WAIVED": 0}
    assert document["counts_by_layer"]["template"]["PASS"] == 0
    assert (document["version"], document["exit_code"]) == (1, 1)
    assert len(json.loads(drawn("json", ALL, everything=True))["findings"]) == len(ALL)


def test_json_keeps_every_field() -> None:
    (found,) = json.loads(drawn("json", [EAST]))["findings"]
    assert found["path"] == ["Resources", "Bucket", "Tags", 0]
    assert (found["line"], found["column"], found["region"]) == (42, 5, "us-east-1")


def test_people_read_one_entry_for_the_same_verdict_in_several_regions() -> None:
    text = drawn("human", [EAST, WEST])
    assert text.count("E3004") == 1
    assert "lib/a,b:c%.json:42:5  error  FAIL  E3004  Bucket  [us-west-2, us-east-1]" in text
    assert "    fix: Break it." in text
    assert "    source: cfn-lint" in text
    assert text.endswith("as of 2026-01-01: failed (1 error)\n")


def test_people_see_the_counts_of_every_layer_that_ran() -> None:
    rows = [line.split() for line in drawn("human", ALL).splitlines()]
    assert ["layer", "PASS", "FAIL", "SKIP", "UNKNOWN", "ERROR", "WAIVED"] in rows
    assert ["template", "0", "0", "0", "0", "0", "0"] in rows
    assert ["lint", "1", "3", "1", "1", "1", "0"] in rows


def test_nothing_checked_is_not_called_passed() -> None:
    assert "nothing was checked" in drawn("human", [SKIPPED])
    assert "passed" not in drawn("human", [SKIPPED])


HOSTILE = "A\x1b[2J\r\n::error::B\x9b"
INJECTED = EAST._replace(
    check=HOSTILE, resource=HOSTILE, file=HOSTILE, message=HOSTILE, fix=HOSTILE, source=HOSTILE, controls=()
)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_in_a_finding_commands_a_terminal_or_a_log(form: str) -> None:
    lines = drawer(form)([INJECTED], replace(summary([INJECTED]), files=(HOSTILE,)), True).split("\n")
    assert all(line.removesuffix("\r" if form in ("csv", "evidence") else "").isprintable() for line in lines)
    assert [line for line in lines if line.startswith("::")] == [line for line in lines[:1] if form == "github"]


def test_github_annotations_are_escaped() -> None:
    assert drawn("github", [EAST, WEST]) == (
        "::error file=lib/a%2Cb%3Ac%25.json,line=42,col=5,title=E3004 [us-west-2%2C us-east-1]"
        "::Circular: 100%25%0Asecond line%0ABreak it.%0Acfn-lint\n"
    )


@pytest.mark.parametrize(
    ("finding", "said", "command"),
    [
        (EAST, "error", "error"),
        (EAST._replace(severity=Severity.WARNING), "warning", "warning"),
        (INFO, "info", "notice"),
        (UNKNOWN, "warning", "warning"),
        (BROKEN, "error", "error"),
        (EAST._replace(status=Status.WAIVED), "info", "notice"),
    ],
)
def test_level(finding: Finding, said: str, command: str) -> None:
    assert level(finding) == said
    assert drawn("github", [finding]).startswith(f"::{command} ")


def test_what_passed_is_annotated_nowhere() -> None:
    assert drawn("github", [PASSED, SKIPPED]) == ""


WAIVED = EAST._replace(
    status=Status.WAIVED,
    waiver=Waiver("E3004", None, None, "Only\nlogs", "team-data", date(2027, 1, 31), "rules/waivers.yaml", 7),
)


def test_people_see_why_who_and_until_when_something_is_waived() -> None:
    text = drawn("human", [WAIVED])
    assert "  info  WAIVED  E3004  Bucket" in text
    assert "    waived: Only logs (team-data, until 2027-01-31; rules/waivers.yaml:7)\n" in text


def test_json_holds_the_whole_waiver() -> None:
    document = json.loads(drawn("json", [WAIVED]))
    Draft202012Validator(SCHEMA).validate(document)
    assert document["findings"][0]["waiver"] == {
        "rule": "E3004",
        "resource": None,
        "region": None,
        "reason": "Only\nlogs",
        "owner": "team-data",
        "expiry": "2027-01-31",
        "file": "rules/waivers.yaml",
        "line": 7,
    }


def test_github_notices_what_is_waived() -> None:
    assert drawn("github", [WAIVED]).startswith("::notice ")
    assert "%0AWaived: Only%0Alogs (team-data, until 2027-01-31; rules/waivers.yaml:7)%0A" in drawn("github", [WAIVED])


def test_different_waivers_of_the_same_verdict_stay_apart() -> None:
    other = WAIVED._replace(region="us-west-2", waiver=replace(WAIVED.waiver, owner="team-web"))
    assert [group.regions for group in grouped([WAIVED, other], [])] == [("us-east-1",), ("us-west-2",)]


def test_half_of_a_surrogate_pair_is_seen_in_strict_json() -> None:
    text = drawn("json", [EAST._replace(message="\ud800 \x7f \U0001f600 \\ud800")])
    assert orjson.loads(text)["findings"][0]["message"] == "\\ud800 \x7f \U0001f600 \\ud800"
    assert text.isascii() and "\x7f" not in text


def test_verdicts_that_differ_in_more_than_region_stay_apart() -> None:
    assert len(grouped([EAST, WEST._replace(message="other")], ["us-east-1"])) == 2


@pytest.mark.parametrize("form", FORMATS)
def test_same_findings_give_the_same_bytes(form: str) -> None:
    assert drawn(form, ALL, everything=True) == drawn(form, list(ALL), everything=True)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "variables", "expected"),
    [
        (Terminal(), {}, True),
        (io.StringIO(), {}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (Terminal(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
    ],
)
def test_when_colour_is_used(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, variables: dict[str, str], expected: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminal.coloured(stream) is expected


def test_terminal_shows_the_same_words_in_colour() -> None:
    import re

    text = terminal.draw(ALL, summary(ALL), True)
    assert "\x1b[" in text
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert [line.rstrip() for line in plain.splitlines()] == drawn("human", ALL, everything=True).splitlines()
