"""A baseline hides exactly what was there before and is no worse now, and says how much."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tapstack.findings import Baselined, Finding, InputError, Severity, Status, Waiver, summarize
from tapstack.findings.summary import with_baseline
from tapstack.pipeline import Request
from tapstack.pipeline.baseline import hide, read
from tapstack.report import drawer

REGIONS = ("eu-central-1", "us-east-1")
REQUEST = Request("t.json", REGIONS, ("template", "lint"))
FAIL = Finding(
    check="E3004",
    layer="lint",
    status=Status.FAIL,
    severity=Severity.ERROR,
    region="us-east-1",
    resource="Bucket",
    path=("Resources", "Bucket"),
    file="t.json",
    line=3,
    column=5,
    message="wrong",
    fix="right",
    source="documentation",
)
WARNING = FAIL._replace(severity=Severity.WARNING)
UNKNOWN = FAIL._replace(status=Status.UNKNOWN)
UNKNOWN_WARNING = UNKNOWN._replace(severity=Severity.WARNING)
ERROR = FAIL._replace(status=Status.ERROR)
PASS = FAIL._replace(status=Status.PASS)
WAIVED = FAIL._replace(status=Status.WAIVED)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(findings: Sequence[Finding], everything: bool = False) -> str:
    summary = summarize(
        findings, tapstack="0.1.0", files=["t.json"], regions=REGIONS, layers=["lint"], as_of="2026-01-01"
    )
    return drawer("json")(findings, summary, everything)


def hidden(
    before: Sequence[Finding], now: Sequence[Finding], request: Request = REQUEST, everything: bool = False
) -> tuple[list[Finding], int, int]:
    """What is left, how many are hidden, how many gone."""
    Path("b.json").write_text(report(before, everything))
    left, baselined = hide(now, read("b.json"), [request])
    assert baselined.file == "b.json"
    return left, baselined.total, baselined.gone


@pytest.mark.parametrize("everything", [True, False])
@pytest.mark.parametrize("finding", [FAIL, WARNING, UNKNOWN, FAIL._replace(region=None, resource=None)])
def test_the_same_finding_is_hidden(finding: Finding, everything: bool) -> None:
    assert hidden([finding, PASS._replace(check="OK")], [finding], everything=everything) == ([], 1, 0)


@pytest.mark.parametrize(
    "change", [{"line": 40, "column": 1}, {"message": "else"}, {"fix": "else"}, {"file": "./t.json"}], ids=str
)
def test_it_is_the_same_wherever_it_moved_and_whatever_it_says(change: dict[str, Any]) -> None:
    assert hidden([FAIL], [FAIL._replace(**change)])[:2] == ([], 1)


@pytest.mark.parametrize(
    "change",
    [
        {"check": "E3005"},
        {"layer": "template"},
        {"region": "eu-central-1"},
        {"region": None},
        {"resource": "Queue"},
        {"path": ("Resources", "Bucket", "Type")},
        {"file": "u.json"},
    ],
    ids=str,
)
def test_another_finding_stays(change: dict[str, Any]) -> None:
    other = FAIL._replace(**change)
    assert hidden([FAIL], [other])[:2] == ([other], 0)


@pytest.mark.parametrize(
    ("before", "now", "is_hidden"),
    [
        (FAIL, WARNING, True),
        (WARNING, FAIL, False),
        (FAIL, UNKNOWN, True),
        (UNKNOWN, FAIL, False),
        (UNKNOWN, WARNING, False),
        (UNKNOWN, UNKNOWN_WARNING, True),
        (WARNING, UNKNOWN, False),
        (FAIL, ERROR, False),
        (ERROR, ERROR, False),
        (ERROR, FAIL, False),
        (PASS, FAIL, False),
        (WAIVED, FAIL, False),
        (FAIL, WAIVED, False),
        (FAIL, PASS, False),
    ],
    ids=lambda value: f"{value.status} {value.severity}" if isinstance(value, Finding) else str(value),
)
def test_what_became_worse_and_what_is_no_debt_stays(before: Finding, now: Finding, is_hidden: bool) -> None:
    left, count, _ = hidden([before], [now], everything=True)
    assert (left, count) == (([], 1) if is_hidden else ([now], 0))


def test_of_alike_findings_as_many_are_hidden_as_there_were() -> None:
    alike = [FAIL._replace(line=line) for line in (1, 2, 3)]
    assert hidden(alike[:2], alike) == (alike[2:], 2, 0)
    assert hidden(alike, alike[:2]) == ([], 2, 1)


@pytest.mark.parametrize(("now", "gone"), [([], 1), ([PASS], 1), ([FAIL], 0), ([WAIVED], 0), ([ERROR], 0)])
def test_a_debt_is_gone_when_nothing_of_it_is_found_again(now: list[Finding], gone: int) -> None:
    assert hidden([FAIL, PASS._replace(check="OK")], now)[2] == gone


@pytest.mark.parametrize(
    ("request_", "gone"),
    [
        (REQUEST, 1),
        (replace(REQUEST, layers=("template",)), 0),
        (replace(REQUEST, regions=("eu-central-1",)), 0),
        (replace(REQUEST, file="u.json"), 0),
    ],
    ids=["judged", "other layer", "other region", "other file"],
)
def test_a_debt_that_was_not_looked_for_is_not_called_gone(request_: Request, gone: int) -> None:
    assert hidden([FAIL], [], request_)[2] == gone


@pytest.mark.parametrize("mark", [".git", "tapstack.toml", "pyproject.toml"])
def test_paths_are_those_in_the_project_from_wherever_it_is_judged(
    folder: Path, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / mark).write_text("")
    (folder / "lib").mkdir()
    names = {".": "lib/t.json", "lib": "t.json"}
    for written, judged in ((".", "lib"), ("lib", ".")):
        monkeypatch.chdir(folder / written)
        there = FAIL._replace(file=names[written])
        (folder / "b.json").write_text(report([there, there._replace(check="GONE")]))
        monkeypatch.chdir(folder / judged)
        now = [FAIL._replace(file=names[judged])]
        left, baselined = hide(now, read(str(folder / "b.json")), [replace(REQUEST, file=names[judged])])
        assert (left, baselined.total, baselined.gone) == ([], 1, 1)


@pytest.mark.parametrize(
    ("hidden_", "left", "code"),
    [([FAIL], [], 0), ([UNKNOWN], [], 5), ([FAIL], [UNKNOWN], 0), ([FAIL], [FAIL], 1), ([], [], 5)],
)
def test_what_is_hidden_was_checked_but_does_not_fail(hidden_: list[Finding], left: list[Finding], code: int) -> None:
    summary = summarize(left, tapstack="", files=["t.json"], regions=REGIONS, layers=["lint"], as_of="2026-01-01")
    counts = {status.value: sum(finding.status is status for finding in hidden_) for status in Status}
    assert with_baseline(summary, Baselined("b.json", counts, 0)).exit_code == code


def changed(**changes: Any) -> str:
    return json.dumps(json.loads(report([FAIL])) | changes)


def of_finding(**changes: Any) -> str:
    document = json.loads(report([FAIL]))
    document["findings"][0] |= changes
    return json.dumps(document)


NOT_OURS = "No report of tapstack check --format json. Write one: tapstack check --format json --output FILE."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "b.json:1:1: the file is empty. Write one: tapstack check --format json --output FILE."),
        ("{", "b.json:1:2: not valid JSON: the file ends too early."),
        ("layer        PASS", "b.json:1:1: not valid JSON: a value expected, found 'l'."),
        ('"\udcff"'.encode("utf-8", "surrogateescape"), "b.json:1:2: byte 0xFF is not UTF-8."),
        (changed().encode("utf-16"), "b.json:1:1: the file is UTF-16 text. Save it as UTF-8."),
        ("[]", f"b.json:1:1: {NOT_OURS}"),
        ("7", f"b.json:1:1: {NOT_OURS}"),
        ('{"Resources": {}}', f"b.json:1:1: {NOT_OURS}"),
        ('{"version": "2.1.0", "runs": []}', f"b.json:1:1: {NOT_OURS}"),
        (changed(findings={}), f"b.json:1:1: {NOT_OURS}"),
        (changed(version="1"), f"b.json:1:1: {NOT_OURS}"),
        ("[" * 100_000, "levels too many, to read. Give a report of tapstack check --format json."),
        ("9" * 5_000, "b.json: a number too long"),
        (changed(version=2), "b.json:1:2: Version 2 of the report; this tapstack reads version 1. Write it again"),
        (changed(baselined={}), "The report was itself written with --baseline, and lacks what that one hid. Write it again"),
        (changed(findings=[1]), "A finding is not an object. Write one: tapstack check"),
        (of_finding(fingerprint=None), "A finding has no proper 'fingerprint'."),
        (of_finding(region=7), "A finding has no proper 'region'."),
        (of_finding(file=[]), "A finding has no proper 'file'."),
        (of_finding(status="GOOD"), "A finding has the status 'GOOD'."),
        (of_finding(severity="fatal"), "A finding has the severity 'fatal'."),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_what_is_no_report_is_refused_in_one_line_with_a_remedy(folder: Path, content: str | bytes, said: str) -> None:
    (folder / "b.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as caught:
        read("b.json")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_damaged_finding_is_named_by_line_and_column(folder: Path) -> None:
    text = report([FAIL]).replace('"status": "FAIL"', '"status": "FALL"')
    (folder / "b.json").write_text(text)
    line = next(number for number, row in enumerate(text.splitlines(), start=1) if '"FALL"' in row)
    with pytest.raises(InputError, match=rf"^b\.json:{line}:7: A finding has the status 'FALL'\."):
        read("b.json")


def test_odd_texts_in_a_report_are_only_texts(folder: Path) -> None:
    (folder / "b.json").write_text(of_finding(file="\0\ud800", region="\x1b"))
    assert len(read("b.json").debts) == 1


def test_a_waiver_in_a_report_is_no_obstacle() -> None:
    from datetime import date

    waiver = Waiver("E3004", None, None, "r", "o", date(2027, 1, 1), "w.yaml", 1)
    assert hidden([WAIVED._replace(waiver=waiver), FAIL._replace(check="E1")], [FAIL._replace(check="E1")]) == (
        [],
        1,
        0,
    )
