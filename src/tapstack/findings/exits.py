"""Which exit code a run ends with."""

from collections.abc import Collection, Iterable

from tapstack.findings.finding import Finding
from tapstack.findings.status import Severity, Status

OK = 0
FAILED = 1
USAGE = 2
MISSING = 3
INTERNAL = 4
NOTHING_CHECKED = 5
INTERRUPTED = 130

FAIL_ON = ("warning", "unknown")

_VERDICTS = frozenset({Status.PASS, Status.FAIL, Status.ERROR, Status.WAIVED})
_PRECEDENCE = (INTERNAL, USAGE, MISSING, FAILED, NOTHING_CHECKED)


def exit_code(findings: Iterable[Finding], fail_on: Collection[str] = ()) -> int:
    """0, 1 or 5 for findings.

    1 for a FAIL of severity error or an ERROR verdict, and for what ``fail_on`` ("warning", "unknown")
    adds; 5 where no finding is a verdict, for SKIP and UNKNOWN say only that nothing could be judged.
    """
    judged = False
    for finding in findings:
        if fails(finding, fail_on):
            return FAILED
        judged = judged or finding.status in _VERDICTS
    return OK if judged else NOTHING_CHECKED


def worst(codes: Iterable[int]) -> int:
    """The first of 4, 2, 3, 1, 5 that occurs, else 0."""
    present = set(codes)
    return next((code for code in _PRECEDENCE if code in present), OK)


def fails(finding: Finding, fail_on: Collection[str] = ()) -> bool:
    """Whether this one finding is enough for exit code 1."""
    if finding.status is Status.FAIL:
        return finding.severity is Severity.ERROR or (finding.severity is Severity.WARNING and "warning" in fail_on)
    return finding.status is Status.ERROR or (finding.status is Status.UNKNOWN and "unknown" in fail_on)
