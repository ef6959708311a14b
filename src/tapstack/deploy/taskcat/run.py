"""A run, from the bucket to the deletion: target, source; look; source, target; bucket.

Both stacks stand at the same time, for the source reads what the target publishes: so taskcat is told to delete
nothing (`-n`), and is called again to delete, in reverse, when CloudFormation has been asked about both.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tapstack.deploy.taskcat import bucket
from tapstack.deploy.taskcat.judging import Outcome, deletion, deployed, failed
from tapstack.deploy.taskcat.stacks import DELETED, RETAINED, Resource, deleted, of_test
from tapstack.findings import Finding

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.taskcat.calls import Taskcat
    from tapstack.deploy.taskcat.tests import Test


@dataclass(frozen=True)
class Run:
    """``wanted`` are the logical ids that were rendered for each test; ``tests`` are in the order of deployment.

    A deletion is asked after every ``pause`` seconds, for ``limit`` seconds. ``remedy`` is the command that deletes
    what a run of this suffix left.
    """

    connection: Connection
    taskcat: Taskcat
    tests: Sequence[Test]
    wanted: Mapping[str, tuple[str, ...]]
    suffix: str
    project: str
    remedy: str
    pause: float
    limit: float
    note: Callable[[str], None]

    @property
    def bucket(self) -> str:
        """The name of the run's own bucket."""
        return bucket.name(self.suffix, self.connection.account_id)


@dataclass(frozen=True)
class Result:
    """What became of every test, in the order of deployment, and the verdicts."""

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    seconds: float
    bucket_deleted: bool = field(default=True)


def carried_out(run: Run) -> Result:
    """Deploy every test, judge, delete everything. Raises TapstackError where AWS or the way to it is at fault."""
    began = time.monotonic()
    run.note(f"making the bucket {run.bucket}")
    bucket.create(run.connection, run.bucket)
    outcomes, findings = _deployed(run)
    return _cleared(run, outcomes, findings, began)


def retained(result: Result) -> Iterator[tuple[str, Resource]]:
    """What the deletion of the stacks left on purpose, each with its region, in the order of deployment."""
    for outcome in result.outcomes:
        for resource in outcome.after.resources if outcome.after else ():
            if resource.status == RETAINED:
                yield outcome.test.region, resource


def cleared(run: Run) -> Result:
    """Delete what an earlier run of the same suffix left."""
    found = [
        Outcome(test, run.wanted[test.name], stacks=tuple(of_test(run.connection, run.project, test)))
        for test in run.tests
    ]
    return _cleared(run, found, [], time.monotonic())


def _deployed(run: Run) -> tuple[list[Outcome], list[Finding]]:
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    for test in run.tests:
        outcome = Outcome(test, run.wanted[test.name])
        if not failed(findings):
            run.note(f"taskcat deploys {test.name} into {test.region}")
            ended = run.taskcat.test(test)
            stacks = of_test(run.connection, run.project, test)
            outcome = replace(outcome, ended=ended, stacks=tuple(stacks))
        outcomes.append(outcome)
        findings += deployed(outcome)
    return outcomes, findings


def _cleared(run: Run, outcomes: Sequence[Outcome], findings: Sequence[Finding], began: float) -> Result:
    ended: list[Outcome] = []
    for outcome in reversed(outcomes):
        ended.insert(0, outcome if any(map(_stands, ended)) else _deleted(run, outcome))
    gone = bucket.delete(run.connection, run.bucket)
    all_findings = [*findings, *(finding for one in ended for finding in deletion(one, run.remedy))]
    return Result(tuple(ended), tuple(all_findings), time.monotonic() - began, gone)


def _stands(outcome: Outcome) -> bool:
    """Whether a stack of the test is still there, so that what it needs must stay."""
    return bool(outcome.stacks) and (outcome.after is None or outcome.after.status != DELETED)


def _deleted(run: Run, outcome: Outcome) -> Outcome:
    after = None
    for number, stack in enumerate(outcome.stacks):
        if number == 0:
            run.note(f"taskcat deletes {stack.name} in {stack.region}")
            run.taskcat.clean(run.project, stack.region)
        after = deleted(run.connection, stack, pause=run.pause, limit=run.limit)
    return replace(outcome, after=after)
