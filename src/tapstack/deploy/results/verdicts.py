"""What a run says of every region, as findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.checks.own import own
from tapstack.deploy.looking.stuck import remedy, state
from tapstack.deploy.results.checks import CARRIED_OUT, OVERRULED
from tapstack.findings import Finding, Status, TemplatePath, redact

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.deploy.following import Operation, RegionStatus, StackEvent
    from tapstack.deploy.planning.present import Instance
    from tapstack.deploy.planning.wanted import Wanted
    from tapstack.deploy.results.record import Record


def verdicts(subject: Subject, record: Record, wanted: Wanted) -> Iterator[Finding]:
    """One for each region: PASS where the operations succeeded or none was needed, SKIP where one was not begun."""
    failed = record.failed
    results = {result.region: result for result in failed.results} if failed else {}
    for region in subject.regions:
        there = min((one for one in record.instances if one.region == region), key=_current, default=None)
        yield _of_region(_Teller(subject, region, wanted, there), results.get(region), record)
    if failed and not any(result.status == "FAILED" for result in failed.results):
        yield _teller(subject, wanted).fail(_ended(failed))


def overruled(subject: Subject, reason: str, errors: int) -> Finding:
    """That there were errors, and why it was deployed nevertheless."""
    message = f"{errors} {'error was' if errors == 1 else 'errors were'} overruled: {reason}"
    return own(subject, OVERRULED, Status.FAIL, redact(message, subject.secrets))


def _current(instance: Instance) -> bool:
    """What is not CURRENT comes first."""
    return instance.status == "CURRENT"


def _of_region(tell: _Teller, result: RegionStatus | None, record: Record) -> Finding:
    if result is not None and result.status == "FAILED":
        return _failed(tell, result, record.failures.get(tell.region or ""))
    if result is not None and result.status != "SUCCEEDED":
        return tell.skip(f"{result.status}: {result.reason or 'the operation ended before it was begun'}")
    if record.failed and (tell.there is None or tell.there.status != "CURRENT"):
        return tell.skip("not part of the operation that failed; it comes after it")
    events = record.events[tell.region or ""]
    return tell.passed(f"{state(tell.there) if tell.there else 'SUCCEEDED'}; {events} stack events")


def _failed(tell: _Teller, result: RegionStatus, event: StackEvent | None) -> Finding:
    if event is None:
        return tell.fail(result.reason or "The operation failed; AWS tells no reason.")
    return tell.fail(f"{event.logical_id} ({event.type}) {event.status}: {event.reason}", event.logical_id)


def _ended(operation: Operation) -> str:
    return f"Operation {operation.id} ended {operation.status}{f': {operation.reason}' if operation.reason else ''}."


def _teller(subject: Subject, wanted: Wanted) -> _Teller:
    return _Teller(subject, None, wanted, None)


class _Teller:
    """Makes the findings about one region, or about the set where it is None."""

    def __init__(self, subject: Subject, region: str | None, wanted: Wanted, there: Instance | None) -> None:
        self.subject = subject
        self.region = region
        self.there = there
        self._wanted = wanted

    def passed(self, message: str) -> Finding:
        return self._finding(Status.PASS, message, None)

    def skip(self, message: str) -> Finding:
        return self._finding(Status.SKIP, message, None)

    def fail(self, message: str, resource: str | None = None) -> Finding:
        """With what is left behind, and what to do about it."""
        left = f" What is left: {state(self.there)}." if self.there else ""
        finding = self._finding(Status.FAIL, f"{message.rstrip('.')}.{left}", resource)
        hand = remedy(self._wanted, self.there) if self.there else None
        return finding._replace(fix=f"{hand}. {finding.fix}") if hand else finding

    def _finding(self, status: Status, message: str, resource: str | None) -> Finding:
        path: TemplatePath = ()
        if resource is not None and self.region is not None and resource in self.subject.stacks[self.region].bodies:
            path = self.subject.stacks[self.region].home(resource)
        text = redact(message, self.subject.secrets)
        return own(self.subject, CARRIED_OUT, status, text, path, self.region, resource)
