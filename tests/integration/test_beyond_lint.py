"""How much of what truths refuse cfn-lint does not: measured on a failing template of each truth."""

from pathlib import Path

from tapstack.checks.truths.catalogue import truths
from tapstack.findings import Severity, Status
from tapstack.pipeline.layers import layer
from tests.unit.checks.truths.judging import subject_of
from tests.unit.checks.truths.table import Case, cases

MEASURED = {truth.id for truth in truths()}
WANTED = 55


def reported(case: Case, folder: Path) -> bool:
    """Whether cfn-lint has an error against the template."""
    found = layer("lint")(subject_of(case, folder))
    return any(one.status is Status.FAIL and one.severity is Severity.ERROR for one in found)


def test_truths_refuse_what_the_linter_takes(tmp_path: Path) -> None:
    failing: dict[str, Case] = {}
    for case in cases():
        if case.expect == "FAIL" and case.truth in MEASURED:
            failing.setdefault(case.truth, case)
    assert set(failing) == MEASURED
    taken = [truth for truth, case in failing.items() if not reported(case, tmp_path)]
    assert len(taken) >= WANTED, f"{len(taken)} of {len(failing)}"
    print(f"cfn-lint takes the failing templates of {len(taken)} of {len(failing)} truths")  # noqa: T201
