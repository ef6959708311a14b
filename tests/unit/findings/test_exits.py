import pytest

from tapstack.findings import Finding, Severity, Status, exit_code
from tapstack.findings.exits import worst

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def finding(status: Status, severity: Severity = ERROR) -> Finding:
    return Finding("X-1", "lint", status, severity, None, None, (), "t.json", 1, 1, "message", "fix", "source")


@pytest.mark.parametrize(
    ("verdicts", "fail_on", "code"),
    [
        ([], (), 5),
        ([(Status.SKIP, ERROR)], (), 5),
        ([(Status.UNKNOWN, ERROR)], (), 5),
        ([(Status.PASS, ERROR)], (), 0),
        ([(Status.WAIVED, ERROR)], (), 0),
        ([(Status.PASS, ERROR), (Status.UNKNOWN, ERROR)], (), 0),
        ([(Status.PASS, ERROR), (Status.UNKNOWN, ERROR)], ("unknown",), 1),
        ([(Status.UNKNOWN, ERROR)], ("unknown",), 1),
        ([(Status.FAIL, WARNING)], (), 0),
        ([(Status.FAIL, WARNING)], ("unknown",), 0),
        ([(Status.FAIL, WARNING)], ("warning",), 1),
        ([(Status.FAIL, INFO)], ("warning", "unknown"), 0),
        ([(Status.PASS, ERROR), (Status.FAIL, ERROR)], (), 1),
        ([(Status.PASS, ERROR), (Status.ERROR, INFO)], (), 1),
        ([(Status.SKIP, ERROR), (Status.FAIL, ERROR)], (), 1),
    ],
)
def test_exit_code(verdicts: list[tuple[Status, Severity]], fail_on: tuple[str, ...], code: int) -> None:
    assert exit_code([finding(*verdict) for verdict in verdicts], fail_on) == code


@pytest.mark.parametrize(
    ("codes", "first"), [([], 0), ([0], 0), ([5, 1], 1), ([1, 3], 3), ([3, 2], 2), ([2, 4, 1], 4), ([0, 5], 5)]
)
def test_first_that_applies_of_4_2_3_1_5(codes: list[int], first: int) -> None:
    assert worst(codes) == first
