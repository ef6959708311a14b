"""The nightly deployment: layers, simulation, taskcat and the StackSet in both regions, and what removes it again.

``python tools/nightly.py`` runs all; naming steps runs those. Without an account (--account-id and --bucket, or
TAPSTACK_NIGHTLY_ACCOUNT and TAPSTACK_NIGHTLY_BUCKET) what needs one is not run, and told so. docs/nightly.md says more.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tapstack.cli.errors import answered
from tapstack.config import read
from tapstack.deploy.janitor.mark import Run, suffix
from tapstack.deploy.nightly import plan
from tapstack.deploy.nightly.carry_out import carried_out
from tapstack.deploy.nightly.record import NOT_RUN, Done, Record, begun, exit_of
from tapstack.deploy.nightly.telling import annotation, line, table
from tapstack.deploy.taskcat.tests import NAME
from tapstack.deploy.taskcat.tests import read as tests_of
from tapstack.findings import InputError
from tapstack.pipeline.values import account_id

ROOT = Path(__file__).resolve().parents[1]
REAL = {"taskcat": plan.taskcat, "stackset": plan.stackset, "clean": plan.clean}
STEPS = (*plan.LOCAL, *REAL)
NO_ACCOUNT = "no account is named: set TAPSTACK_NIGHTLY_ACCOUNT and TAPSTACK_NIGHTLY_BUCKET"


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 1 where a step failed, 5 where none was run."""
    given = parser().parse_args(arguments)
    return answered(lambda: _run(given))


def parser() -> argparse.ArgumentParser:
    """What the script takes."""
    made = argparse.ArgumentParser(prog="nightly", description=__doc__, allow_abbrev=False)
    made.add_argument("steps", nargs="*", metavar="STEP", help=f"of {', '.join(STEPS)} [all]")
    made.add_argument("--account-id", default=os.environ.get("TAPSTACK_NIGHTLY_ACCOUNT") or None)
    made.add_argument("--bucket", default=os.environ.get("TAPSTACK_NIGHTLY_BUCKET") or None)
    made.add_argument("--run-id", type=int, default=int(os.environ.get("GITHUB_RUN_ID") or time.time()))
    made.add_argument("--attempt", type=int, default=int(os.environ.get("GITHUB_RUN_ATTEMPT") or 1))
    made.add_argument("--reports", type=Path, default=Path("reports/nightly"))
    made.add_argument("--taskcat", metavar="PATH", help="the taskcat to run [the project's]")
    made.add_argument("--dry-run", action="store_true", help="print the commands, and run none")
    return made


def _run(given: argparse.Namespace) -> int:
    wanted = _wanted(given.steps)
    place = _place(given)
    file = given.reports / "nightly.json"
    record = begun(file, given.run_id, given.attempt, datetime.now(UTC))
    night = _night(given, record)
    if given.dry_run:
        print("\n".join(" ".join(step.command) for step in _steps(wanted, night, place)))
        return 0
    before = len(record.steps)
    try:
        for done in carried_out(
            _steps(wanted, night, place), record, lambda text: print(f"nightly: {text}", flush=True)
        ):
            _say(done)
            record.write(file)
        if place is None:
            for name in wanted:
                if name in REAL:
                    record.steps.append(Done(name, NOT_RUN, why=NO_ACCOUNT))
                    _say(record.steps[-1])
    finally:
        record.left = _left(night)
        record.write(file)
        _summarize(record)
    return exit_of(record.steps[before:])


def _wanted(named: Sequence[str]) -> tuple[str, ...]:
    for name in named:
        if name not in STEPS:
            raise InputError(f"There is no step {name!r}.", remedy=f"Name some of: {', '.join(STEPS)}.")
    return tuple(name for name in STEPS if not named or name in named)


def _place(given: argparse.Namespace) -> plan.Place | None:
    if not given.account_id or not given.bucket:
        return None
    account_id(given.account_id)
    return plan.Place(given.account_id, given.bucket)


def _night(given: argparse.Namespace, record: Record) -> plan.Night:
    """Both deployments have the parameters of taskcat.yml; each has a suffix of its own."""
    runs = {name: Run(suffix(name[0], given.run_id, given.attempt), record.started) for name in ("taskcat", "stackset")}
    record.suffixes = {name: run.suffix for name, run in runs.items()}
    tests = tests_of(ROOT / NAME, read().regions)
    return plan.Night(given.reports, ROOT, **runs, parameters=tests[0].parameters, tool=given.taskcat)


def _steps(wanted: Sequence[str], night: plan.Night, place: plan.Place | None) -> list[plan.Step]:
    found = [step for step in plan.local(night) if step.name in wanted]
    if place is not None:
        found += [step for name, steps in REAL.items() if name in wanted for step in steps(night, place)]
    return found


def _left(night: plan.Night) -> list[dict[str, object]]:
    """What the janitor said is left, of both deployments."""
    files = [plan.left(night, name) for name in ("taskcat", "stackset")]
    return [row for file in files if file.is_file() for row in json.loads(file.read_text())["left"]]


def _say(done: Done) -> None:
    print(line(done), flush=True)
    shown = annotation(done)
    if shown and os.environ.get("GITHUB_ACTIONS") == "true":
        print(shown, flush=True)


def _summarize(record: Record) -> None:
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write("\n".join(table(record)) + "\n")


if __name__ == "__main__":
    sys.exit(main())
