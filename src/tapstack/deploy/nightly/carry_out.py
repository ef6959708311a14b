"""Runs the steps of a night, one after the other, each for so long and no longer."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from tapstack.deploy.nightly.plan import Step
from tapstack.deploy.nightly.record import FAILED, NOT_RUN, PASSED, Done, Record

GRACE = 60.0  # seconds to end in, when asked to


def carried_out(steps: Iterable[Step], record: Record, note: Callable[[str], None]) -> Iterator[Done]:
    """What came of each step; one whose needs are not met is not run, and says so."""
    for step in steps:
        missing = [name for name in step.needs if record.status(name) in {FAILED, NOT_RUN}]
        if missing:
            done = Done(step.name, NOT_RUN, why=f"{', '.join(missing)} did not pass")
        else:
            note(f"{step.name}: {' '.join(step.command)}")
            done = _run(step)
        record.steps.append(done)
        yield done


def _run(step: Step) -> Done:
    began = time.monotonic()
    process = subprocess.Popen(step.command, start_new_session=True)  # noqa: S603  commands of our own making
    try:
        code = process.wait(step.minutes * 60)
        why = "" if code == 0 else f"it ended with {code}"
    except subprocess.TimeoutExpired:
        code, why = _ended(process), f"it took longer than {step.minutes:g} minutes"
    except BaseException:
        _ended(process)
        raise
    seconds = round(time.monotonic() - began, 1)
    return Done(step.name, FAILED if why else PASSED, seconds, code, why)


def _ended(process: subprocess.Popen[bytes]) -> int:
    """Ask the command, with all that it started, to end; make it."""
    for number, patience in ((signal.SIGINT, GRACE), (signal.SIGKILL, None)):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            return process.wait(patience)
    return process.wait()
