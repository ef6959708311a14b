"""Our template in two simulated regions: deployed, warm and as a command; all its drills; the sweep over its calls."""

from __future__ import annotations

import gc
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figure import Figure, milliseconds
from benchmarks.process import run

REGIONS = ("eu-central-1", "us-east-1")
SECONDS, DRILL_SECONDS, MEGABYTES, MINUTES = 5, 60, 800, 4


def deployed(file: Path) -> float:
    """Seconds for both regions, read back, in a process that has imported the services."""
    from tapstack.checks.subject import Subject
    from tapstack.simulate.deployment import deploy
    from tapstack.simulate.deployment.run import prepared

    subject = prepared(Subject(str(file), REGIONS, given={"EnvironmentSuffix": "prod"}, complete=True))
    _ = [stack.resources for stack in subject.stacks.values()]
    gc.collect()
    start = time.perf_counter()
    if not deploy(subject).succeeded:
        raise RuntimeError(f"{file} does not come up.")
    return time.perf_counter() - start


def measure(file: Path, rounds: int) -> list[Figure]:
    """The deployment in process and as a command, all drills and one sweep as commands."""
    peaks = [run("tapstack", "simulate", str(file), "--deploy").peak / 1e6]
    drills = run("tapstack", "simulate", str(file))
    sweep = run("tapstack", "simulate", str(file), "--sweep", accept=(0, 1))
    deployed(file)
    samples = [deployed(file) for _ in range(rounds)]
    peaks += [drills.peak / 1e6, sweep.peak / 1e6]
    return [_warm(samples), _drills(drills.seconds), _memory(peaks), _sweep(sweep.seconds)]


def _warm(samples: list[float]) -> Figure:
    value = median(samples)
    return _limited(
        "Both regions deployed and read back, backends imported",
        value,
        SECONDS,
        measured=milliseconds(samples),
        shown=f"{value:.2f} s",
        wanted=f"under {SECONDS} s",
        samples={"deployed": samples},
    )


def _drills(seconds: float) -> Figure:
    return _limited(
        "`tapstack simulate`, all drills, two workers",
        seconds,
        DRILL_SECONDS,
        measured=f"{seconds:.0f} s",
        shown=f"{seconds:.0f} s",
        wanted=f"under {DRILL_SECONDS} s",
        samples={"drills": [seconds]},
    )


def _memory(peaks: list[float]) -> Figure:
    value = max(peaks)
    return _limited(
        "`tapstack simulate`, largest resident memory of a process",
        value,
        MEGABYTES,
        measured=f"{value:.0f} MB",
        shown=f"{value:.0f} MB",
        wanted=f"under {MEGABYTES} MB",
        samples={"megabytes": peaks},
    )


def _sweep(seconds: float) -> Figure:
    return _limited(
        "`tapstack simulate --sweep`, every call of creation, update and deletion refused in turn",
        seconds,
        MINUTES * 60,
        measured=f"{seconds:,.0f} s",
        shown=f"{seconds / 60:.1f} min",
        wanted=f"under {MINUTES} min",
        samples={"sweep": [seconds]},
    )


def _limited(what: str, value: float, limit: float, **told: Any) -> Figure:
    """A figure that is compared with a limit, and with no other tool."""
    return Figure(what=what, against="", value=value, met=value < limit, **told)
