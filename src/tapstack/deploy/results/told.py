"""What a deployment came to, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tapstack.findings import Finding, Status
from tapstack.findings.line import line
from tapstack.findings.status import QUIET

if TYPE_CHECKING:
    from tapstack.deploy.planning.wanted import Wanted
    from tapstack.deploy.results.record import Record

_WIDTH = 16
_LOUD = (Status.FAIL, Status.ERROR)


def told(wanted: Wanted, record: Record, findings: Sequence[Finding], status: str) -> Iterator[str]:
    """A line for each region, what was not right, and how all of it ended."""
    for instance in sorted(record.instances, key=lambda one: _place(wanted, one.region)):
        stack = instance.stack_status or "no stack"
        events = record.events[instance.region]
        yield f"{instance.region:{_WIDTH}} {instance.status:10} {stack:24} {events} stack events"
    yield from (line(finding) for finding in findings if finding.status in _LOUD)
    yield from _together(finding for finding in findings if finding.status not in (*QUIET, *_LOUD))
    counted = Counter(finding.status for finding in findings)
    verdicts = ", ".join(f"{counted[status]} {status}" for status in Status if counted[status])
    yield f"StackSet {wanted.stack_set} in account {wanted.account_id}: {_what(record, status)}. {verdicts}."


def _together(findings: Iterable[Finding]) -> Iterator[str]:
    """One line for what a check says alike of several resources."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for finding in findings:
        where = f"{finding.resource or 'all'} in {finding.region}" if finding.region else finding.resource or "all"
        groups.setdefault((finding.status, finding.check, finding.message), []).append(where)
    for (status, check, message), places in groups.items():
        yield f"{status} {check}: {message.rstrip('.')}: {', '.join(places)}."


def _place(wanted: Wanted, region: str) -> int:
    return wanted.regions.index(region) if region in wanted.regions else len(wanted.regions)


def _what(record: Record, status: str) -> str:
    if status != "SUCCEEDED":
        return status.lower()
    if not record.requests and not record.attached:
        return "nothing to do, and nothing was done"
    made = "created" if any(one.operation == "CreateStackSet" for one in record.requests) else "updated"
    return made if record.requests else "the operation of an earlier run has ended"
