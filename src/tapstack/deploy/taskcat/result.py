"""The result of a run, for programs (`taskcat.schema.json` beside this module) and for people."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tapstack import __version__
from tapstack.deploy.taskcat.judging import COMPLETE
from tapstack.deploy.taskcat.run import retained
from tapstack.findings import Status, exit_code, plain

if TYPE_CHECKING:
    from tapstack.deploy.taskcat.judging import Outcome
    from tapstack.deploy.taskcat.run import Result, Run

VERSION = 1


def document(run: Run, result: Result, *, real: bool, purge: list[str] | None) -> dict[str, Any]:
    """The result as plain values."""
    return {
        "version": VERSION,
        "tapstack": __version__,
        "taskcat": run.taskcat.tool.version,
        "real": real,
        "account": run.connection.account_id,
        "suffix": run.suffix,
        "project": run.project,
        "bucket": run.bucket,
        "seconds": round(result.seconds, 1),
        "exit_code": exit_code(result.findings),
        "tests": [_test(outcome) for outcome in result.outcomes],
        "retained": [
            {
                "region": region,
                "logicalId": resource.logical_id,
                "type": resource.type,
                "physicalId": resource.physical_id,
            }
            for region, resource in retained(result)
        ],
        "purge": purge,
        "findings": [
            {
                "check": finding.check,
                "status": finding.status.value,
                "region": finding.region,
                "message": finding.message,
                "fix": finding.fix,
            }
            for finding in result.findings
        ],
    }


def human(result: Result, purge: list[str] | None) -> str:
    """A line for each test, each failure, and what was retained."""
    return "".join(plain(line) + "\n" for line in _lines(result, purge))


def _lines(result: Result, purge: list[str] | None) -> Iterator[str]:
    for outcome in result.outcomes:
        yield _row(outcome)
    for finding in result.findings:
        if finding.status is Status.FAIL:
            yield f"{finding.check} FAIL {finding.region}: {finding.message} {finding.fix}"
    kept = list(retained(result))
    if kept:
        yield f"Retained, for they hold data: {len(kept)}."
    for region, resource in kept:
        yield f"  {region:14} {resource.logical_id:24} {resource.type:28} {resource.physical_id}"
    if purge:
        yield f"What deletes them: {shlex.join(purge)}"


def _row(outcome: Outcome) -> str:
    test = outcome.test
    if not outcome.stacks:
        return f"{test.name:10} {test.region:14} no stack"
    stack = outcome.stacks[0]
    complete = sum(resource.status == COMPLETE for resource in stack.resources)
    after = outcome.after.status if outcome.after else "not deleted"
    made = f"{complete} of {len(outcome.wanted)} resources"
    return f"{test.name:10} {test.region:14} {stack.status:16} {made}, then {after}"


def _test(outcome: Outcome) -> dict[str, Any]:
    ended = outcome.ended
    return {
        "name": outcome.test.name,
        "region": outcome.test.region,
        "taskcat": {"exit_code": ended.code, "seconds": round(ended.seconds, 1)} if ended else None,
        "expected": len(outcome.wanted),
        "stacks": [
            {
                "id": stack.id,
                "name": stack.name,
                "status": stack.status,
                "complete": sum(resource.status == COMPLETE for resource in stack.resources),
                "resources": len(stack.resources),
            }
            for stack in outcome.stacks
        ],
        "after": outcome.after.status if outcome.after else None,
    }
