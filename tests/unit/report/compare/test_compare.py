"""What got better and what got worse between two reports, by control and by finding."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tapstack.findings import ControlMatrix, Finding, InputError, Severity, Status, Summary
from tapstack.report import drawer
from tapstack.report.compare import Comparison, compare, read
from tapstack.report.compare.document import comparison_document
from tapstack.report.compare.text import comparison_text
from tests.unit.report.controlled import CONTROLS, FOUND, PROVENANCE, WEST, found, told
from tests.unit.report.samples import FAILED, PASSED, SKIPPED

SCHEMA = json.loads(files("tapstack.report.compare").joinpath("compare.schema.json").read_text())
Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(findings: Sequence[Finding], run: Summary | None = None, everything: bool = True) -> str:
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
        file.write_text(drawer("json")(findings, run or told(findings), everything))
        return str(file)

    return written


def compared(old: str, new: str) -> Comparison:
    made = compare(read(old), read(new))
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(comparison_document(made))))
    return made


def kinds(changes: Sequence[Any] | None) -> list[tuple[str, bool]]:
    return [(change.kind, change.worse) for change in changes or ()]


BETTER, WORSE, UNJUDGED = [("better", False)], [("worse", True)], [("unjudged", False)]
PASS, FAIL, SKIP, UNKNOWN, ERROR, WAIVED = (
    Status.PASS,
    Status.FAIL,
    Status.SKIP,
    Status.UNKNOWN,
    Status.ERROR,
    Status.WAIVED,
)
CHANGES = {
    **{(one, one): [] for one in Status},
    **{(one, PASS): BETTER for one in Status if one is not PASS},
    **{(PASS, one): WORSE for one in Status if one is not PASS},
    (FAIL, WAIVED): BETTER,
    (WAIVED, FAIL): WORSE,
    (FAIL, ERROR): WORSE,
    (ERROR, FAIL): BETTER,
    (WAIVED, ERROR): WORSE,
    (ERROR, WAIVED): BETTER,
    **{(bad, lost): UNJUDGED for bad in (FAIL, ERROR, WAIVED) for lost in (SKIP, UNKNOWN)},
    **{(lost, bad): WORSE for bad in (FAIL, ERROR) for lost in (SKIP, UNKNOWN)},
    **{(lost, WAIVED): BETTER for lost in (SKIP, UNKNOWN)},
    (SKIP, UNKNOWN): UNJUDGED,
    (UNKNOWN, SKIP): UNJUDGED,
}


def stands(status: Status) -> ControlMatrix:
    return replace(CONTROLS, verdicts=(replace(CONTROLS.verdicts[0], status=status),))


@pytest.mark.parametrize(("statuses", "expected"), CHANGES.items(), ids=str)
def test_each_change_of_a_verdict(
    write: Write, statuses: tuple[Status, Status], expected: list[tuple[str, bool]]
) -> None:
    old, new = (
        write(
            [found("S3-001", "ENC-01", status, WEST)],
            replace(told(), controls=stands(status), counts={status.value: 1}),
        )
        for status in statuses
    )
    made = compared(old, new)
    assert kinds(made.findings) == kinds(made.controls) == expected
    assert made.worse is (expected == WORSE)


def test_every_change_of_a_verdict_is_in_the_table() -> None:
    assert set(CHANGES) == {(old, new) for old in Status for new in Status}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (Severity.WARNING, Severity.ERROR, WORSE),
        (Severity.ERROR, Severity.INFO, BETTER),
        (Severity.INFO, Severity.INFO, []),
    ],
)
def test_a_fail_that_matters_more_is_worse(write: Write, old: Severity, new: Severity, expected: object) -> None:
    assert kinds(compared(*(write([FAILED._replace(severity=one)]) for one in (old, new))).findings) == expected


@pytest.mark.parametrize("status", list(Status))
def test_a_new_finding_is_worse_where_it_fails_and_one_that_is_gone_is_not(write: Write, status: Status) -> None:
    one = found("S3-001", "ENC-01", status, WEST)
    assert kinds(compared(write([]), write([one])).findings) == [("new", status in (FAIL, ERROR))]
    assert kinds(compared(write([one]), write([])).findings) == [("gone", False)]


def test_a_control_that_is_gone_is_worse_and_a_new_one_is_not(write: Write) -> None:
    more, less = write(FOUND), write(FOUND, told(controls=replace(CONTROLS, verdicts=CONTROLS.verdicts[4:])))
    assert {(change.kind, change.worse, change.shown.name) for change in compared(more, less).controls or ()} == {
        ("gone", True, "ENC-01"),
        ("gone", True, "BKP-08"),
    }
    # ENC-01 is a new FAIL in one region.
    assert [change.worse for change in compared(less, more).controls or ()] == [True, False, False, False]


def test_the_same_report_has_no_change(write: Write) -> None:
    made = compared(write(FOUND), write(FOUND))
    assert (made.controls, made.findings, made.worse) == ((), (), False)


def test_a_finding_stays_the_same_where_its_line_and_message_change(write: Write) -> None:
    moved = FAILED._replace(line=99, message="Otherwise said.")
    assert compared(write([FAILED]), write([moved])).findings == ()


def test_a_report_that_leaves_out_what_passed_is_compared_by_what_both_hold(write: Write) -> None:
    part, whole = write([FAILED, PASSED, SKIPPED], everything=False), write([FAILED, PASSED, SKIPPED])
    assert compared(part, whole).findings == compared(whole, part).findings == ()
    text = comparison_text(compared(part, whole))
    assert f"{part} leaves out what passed and what was skipped" in text and f"{whole} leaves" not in text


def test_without_controls_in_one_of_them_controls_are_not_compared(write: Write) -> None:
    old, new = write(FOUND, told(controls=None)), write(FOUND)
    assert compared(old, new).controls is None
    assert f"controls: not compared; {old} judged none." in comparison_text(compared(old, new))


def test_people_read_what_changed_the_worst_first(write: Write) -> None:
    later = [
        FOUND[1],
        FOUND[0]._replace(status=FAIL, message="Now\x1b open."),
        *FOUND[2:-1],
        found("NEW", "", PASS, WEST),
    ]
    other = replace(PROVENANCE, templates=(replace(PROVENANCE.templates[0], sha256="f" * 64),))
    text = comparison_text(compared(write(FOUND), write(later, replace(told(later), provenance=other))))
    assert "template: aaaaaaaa -> ffffffff\nrules: unchanged\n" in text
    assert "controls: no change\n" in text
    assert "findings: 1 worse, 1 new, 1 gone\n" in text
    assert "    worse    PASS -> FAIL  lib/t.json:42:5  S3-001  Bucket  [us-west-2]  Now\\x1b open.\n" in text
    assert "    gone     FAIL -> none  lib/t.json:42:5  S3-009" in text
    assert "NEW" not in text  # what passes is only counted
    assert text.endswith("\n1 worse\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda body: [], "No report of tapstack in JSON."),
        (lambda body: body | {"findings": None}, "No report of tapstack in JSON."),
        (lambda body: body | {"version": 2}, "Version 2 of the report"),
        (lambda body: body | {"counts": {"PASS": "many"}}, "The counts are no numbers."),
        (lambda body: body | {"baselined": {}}, "--baseline"),
        (lambda body: body | {"findings": [1]}, "A verdict is not an object."),
        (lambda body: body | {"findings": [body["findings"][0] | {"status": "GOOD"}]}, "the status 'GOOD'"),
        (lambda body: body | {"findings": [body["findings"][0] | {"severity": "fatal"}]}, "the severity 'fatal'"),
        (lambda body: body | {"findings": [body["findings"][0] | {"fingerprint": 1}]}, "no proper 'fingerprint'"),
        (lambda body: body | {"findings": [body["findings"][0] | {"region": 1}]}, "no proper 'region'"),
        (lambda body: body | {"controls": []}, "The controls have no verdicts."),
        (lambda body: body | {"controls": {"verdicts": [{}]}}, "no proper 'control'"),
        (lambda body: body | {"provenance": {"hashes": {"template": 1}}}, "no proper hashes"),
    ],
)
def test_what_is_no_report_is_refused_with_its_place(
    write: Write, change: Callable[[dict[str, Any]], object], said: str
) -> None:
    file = Path(write(FOUND))
    file.write_text(json.dumps(change(json.loads(file.read_text()))))
    with pytest.raises(InputError) as refused:
        read(str(file))
    assert said in str(refused.value)
    assert str(refused.value).startswith(f"{file}:")
