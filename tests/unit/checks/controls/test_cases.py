"""Every check of a control passes, fails and asks nothing where the table of cases says so."""

import json
from pathlib import Path

import pytest

from tapstack.checks.controls.catalogue import control_checks
from tapstack.checks.controls.layer import verdicts
from tapstack.checks.subject import Subject
from tapstack.findings import Finding
from tests.unit.checks.controls.table import Case, cases

CHECKS = {check.name: check for check in control_checks()}
LOUDEST = ("FAIL", "UNKNOWN", "PASS", "SKIP")


def judged(case: Case, folder: Path) -> list[Finding]:
    file = folder / "template.json"
    file.write_text(json.dumps(case.template))
    subject = Subject(str(file), case.regions, given=case.parameters, complete=True, configured=True)
    return list(verdicts(CHECKS[case.check], subject))


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_check_ends_as_the_case_says(case: Case, tmp_path: Path) -> None:
    found = [finding for finding in judged(case, tmp_path) if not case.of or finding.resource in case.of]
    assert case.of == () or {finding.resource for finding in found} == set(case.of)
    ends = {finding.status.value for finding in found}
    if case.of and case.expect != "FAIL":
        assert ends == {case.expect}
    assert next(status for status in LOUDEST if status in ends) == case.expect
    assert any(case.says in finding.message for finding in found if finding.status.value == case.expect)


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_is_seen_to_pass_to_fail_and_to_ask_nothing(name: str) -> None:
    assert {case.expect for case in cases() if case.check == name} >= {"PASS", "FAIL", "SKIP"}


def test_every_case_is_of_a_check_and_every_fault_says_what_is_wrong() -> None:
    assert {case.check for case in cases()} == set(CHECKS)
    assert [str(case) for case in cases() if case.expect != "PASS" and not case.says] == []


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_every_check_says_what_it_is_for(check) -> None:
    assert check.name == check.name.upper() and check.controls
    assert all(text and not text.endswith(" ") for text in (check.title, check.why, check.fix, check.source))
    assert check.why.endswith(".") and check.fix.endswith(".") and not check.title.endswith(".")
