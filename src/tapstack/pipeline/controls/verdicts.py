"""How a control stands in a region: the worst of what its checks found there."""

from collections.abc import Collection, Sequence

from tapstack.findings import Control, ControlVerdict, Finding, Status, counts

_WORST_FIRST = (Status.ERROR, Status.FAIL, Status.UNKNOWN, Status.WAIVED, Status.PASS)
_AGAINST = (Status.ERROR, Status.FAIL, Status.WAIVED)


def verdict(
    control: Control, region: str, findings: Sequence[Finding], *, unasked: str, unjudged: Collection[str]
) -> ControlVerdict:
    """The verdict from ``findings`` of its checks in the region.

    SKIP only if all are, or where the control is ``unasked`` (why it need not hold) and nothing speaks against it.
    What ``unjudged`` checks would have said is not known: without them nothing passes.
    """
    found = counts(findings)
    status = next((one for one in _WORST_FIRST if found[one.value]), Status.SKIP)
    if unasked and status not in _AGAINST:
        return ControlVerdict(control.id, region, Status.SKIP, found, unasked)
    if unjudged and status in (Status.PASS, Status.WAIVED):
        return ControlVerdict(control.id, region, Status.UNKNOWN, found, _unjudged(unjudged))
    return ControlVerdict(control.id, region, status, found, _why(control, status, findings, unjudged))


def _why(control: Control, status: Status, findings: Sequence[Finding], unjudged: Collection[str]) -> str:
    if status is not Status.SKIP:
        return ""
    if not control.checks:
        return "Nothing judges it."
    if unjudged:
        return _unjudged(unjudged)
    return "Its checks have nothing to judge." if findings else "Its checks said nothing."


def _unjudged(checks: Collection[str]) -> str:
    return f"Not judged in this run: {', '.join(sorted(checks))}."
