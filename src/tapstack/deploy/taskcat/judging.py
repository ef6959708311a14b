"""The verdicts on each test: what taskcat said, what CloudFormation has, and what was rendered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tapstack.deploy.taskcat import checks
from tapstack.deploy.taskcat.calls import Ended
from tapstack.deploy.taskcat.stacks import DELETED, Stack
from tapstack.deploy.taskcat.tests import Test
from tapstack.findings import Check, Finding, Status

COMPLETE = "CREATE_COMPLETE"
_SHOWN = 5
_HIDDEN = "****"  # what DescribeStacks tells of a NoEcho parameter


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a test: None where it was not tried, because one before it failed.

    ``wanted`` are the logical ids of the rendered stack; ``after`` is the stack once deleted, if that was tried.
    """

    test: Test
    wanted: tuple[str, ...]
    ended: Ended | None = None
    stacks: tuple[Stack, ...] = ()
    after: Stack | None = None


def deployed(outcome: Outcome) -> list[Finding]:
    """The verdicts on what is there before anything is deleted."""
    if outcome.ended is None:
        message = "It was not tried, because a test before it failed."
        return [_finding(check, outcome.test, Status.SKIP, message) for check in checks.CHECKS]
    return [*_passed(outcome, outcome.ended), *_ran(outcome)]


def deletion(outcome: Outcome, remedy: str) -> Iterator[Finding]:
    """The verdict on what is there afterwards; ``remedy`` says how to delete it by hand."""
    if not outcome.stacks:
        return
    after = outcome.after
    if after is not None and after.status == DELETED:
        yield _finding(checks.DELETED, outcome.test, Status.PASS, f"{after.name} is deleted.")
        return
    message = f"{outcome.stacks[0].name} {_left(after)}."
    yield _finding(checks.DELETED, outcome.test, Status.FAIL, message, remedy)


def _left(after: Stack | None) -> str:
    if after is None:
        return "was left, because one that needs it was not deleted"
    stuck = [resource.logical_id for resource in after.resources if resource.status == "DELETE_FAILED"]
    return f"is {after.status}: {after.reason or _names(stuck)}"


def _passed(outcome: Outcome, ended: Ended) -> Iterator[Finding]:
    if ended.code == 0:
        yield _finding(checks.PASSED, outcome.test, Status.PASS, "taskcat ended with exit code 0.")
        return
    how = f"was stopped after {ended.seconds:.0f} s" if ended.code is None else f"ended with exit code {ended.code}"
    yield _finding(checks.PASSED, outcome.test, Status.FAIL, f"taskcat {how}: {ended.errors}")


def _ran(outcome: Outcome) -> Iterator[Finding]:
    test = outcome.test
    if len(outcome.stacks) != 1:
        message = f"CloudFormation has {len(outcome.stacks)} stacks of the test {test.name} in {test.region}, not one."
        yield _finding(checks.RAN, test, Status.FAIL, message)
        return
    (stack,) = outcome.stacks
    if stack.status == COMPLETE:
        yield _finding(checks.RAN, test, Status.PASS, f"{stack.name} is {stack.status}.")
    else:
        reason = f": {stack.reason}" if stack.reason else ""
        yield _finding(checks.RAN, test, Status.FAIL, f"{stack.name} is {stack.status}{reason}")
    yield _whole(outcome, stack)
    yield _values(test, stack)


def _whole(outcome: Outcome, stack: Stack) -> Finding:
    there = {resource.logical_id for resource in stack.resources if resource.status == COMPLETE}
    missing, more = sorted(set(outcome.wanted) - there), sorted(there - set(outcome.wanted))
    if not missing and not more:
        return _finding(checks.WHOLE, outcome.test, Status.PASS, f"All {len(there)} resources are {COMPLETE}.")
    parts = [f"not complete: {_names(missing)}"] * bool(missing) + [f"not rendered: {_names(more)}"] * bool(more)
    message = f"{stack.name} has {len(there)} complete resources of {len(outcome.wanted)}; {'; '.join(parts)}."
    return _finding(checks.WHOLE, outcome.test, Status.FAIL, message)


def _values(test: Test, stack: Stack) -> Finding:
    given = stack.parameters
    wrong = sorted(name for name, value in test.parameters.items() if given.get(name) not in (value, _HIDDEN))
    if not wrong:
        return _finding(checks.VALUES, test, Status.PASS, f"All {len(test.parameters)} parameters are as given.")
    message = f"{stack.name} has other values than were given: {_names(wrong)}."
    return _finding(checks.VALUES, test, Status.FAIL, message)


def _names(names: Collection[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(sorted(names)[:_SHOWN]) + more if names else "nothing is said of why"


def _finding(check: Check, test: Test, status: Status, message: str, fix: str | None = None) -> Finding:
    return Finding(
        check=check.id,
        layer=check.layer,
        status=status,
        severity=check.severity,
        region=test.region,
        resource=None,
        path=(),
        file=test.template,
        line=None,
        column=None,
        message=message,
        fix=check.fix if fix is None else fix,
        source=check.source,
        title=check.title,
    )


def failed(findings: Sequence[Finding]) -> bool:
    """Whether what comes next would only repeat the failure."""
    return any(finding.status is Status.FAIL for finding in findings)
