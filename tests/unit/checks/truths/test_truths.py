"""Every truth refuses its failing templates, takes its passing ones, and says UNKNOWN where it cannot know."""

from pathlib import Path

import pytest

from tapstack.checks.truths.catalogue import truths
from tapstack.findings import Severity, Status
from tests.unit.checks.truths.judging import judged
from tests.unit.checks.truths.table import Case, cases


@pytest.mark.parametrize("case", cases(), ids=str)
def test_the_truth_says_what_the_table_says_and_no_other_refuses_it(case: Case, tmp_path: Path) -> None:
    found = judged(case, tmp_path)
    mine = [finding for finding in found if finding.check == case.truth]
    told = {finding.status for finding in mine}
    worst = next((status for status in (Status.FAIL, Status.UNKNOWN, Status.PASS, Status.SKIP) if status in told), None)
    assert worst == Status[case.expect], [f.message for f in mine]
    if case.at:
        paths = ["/".join(map(str, finding.path[3:])) for finding in mine if finding.status is worst]
        assert case.at in paths
    assert any(case.says in finding.message for finding in mine if finding.status is worst), [f.message for f in mine]
    others = {f.check: f.message for f in found if f.status is Status.FAIL and f.check != case.truth}
    assert set(others) <= set(case.also), others


def test_every_truth_has_a_template_that_it_refuses_and_one_that_it_takes() -> None:
    for expect in ("FAIL", "PASS"):
        assert {case.truth for case in cases() if case.expect == expect} == {truth.id for truth in truths()}


def test_every_truth_says_what_to_do_and_who_says_so() -> None:
    for truth in truths():
        assert all((truth.title, truth.why, truth.fix, truth.source, truth.about)), truth.id
        assert truth.severity is not Severity.ERROR or "[K]" not in truth.source, truth.id


def test_no_two_truths_have_one_id() -> None:
    assert len({truth.id for truth in truths()}) == len(truths())
