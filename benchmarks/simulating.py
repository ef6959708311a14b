"""Our template in two simulated regions: deployed, warm and as a command; all its drills; the sweep over its calls."""

from __future__ import annotations

import gc
import time
from pathlib import Path
from statistics import median

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
    drills = run("tapstack", "simulate", str(file), accept=(0, 1))
    sweep = run("tapstack", "simulate", str(file), "--sweep", accept=(0, 1))
    deployed(file)
    samples = [deployed(file) for _ in range(rounds)]
    peaks += [drills.peak / 1e6, sweep.peak / 1e6]
    return [_warm(samples), _drills(drills.seconds), _memory(peaks), _sweep(sweep.seconds)]


def _warm(samples: list[float]) -> Figure:
    value = median(samples)
    return Figure(
        what="Both regions deployed and read back, backends imported",
        measured=milliseconds(samples),
        against="",
        value=value,
        shown=f"{value:.2f} s",
        wanted=f"under {SECONDS} s",
        met=value < SECONDS,
        samples={"deployed": samples},
    )


def _drills(seconds: float) -> Figure:
    return Figure(
        what="`tapstack simulate`, all drills, two workers",
        measured=f"{seconds:.0f} s",
        against="",
        value=seconds,
        shown=f"{seconds:.0f} s",
        wanted=f"under {DRILL_SECONDS} s",
        met=seconds < DRILL_SECONDS,
        samples={"drills": [seconds]},
    )


def _memory(peaks: list[float]) -> Figure:
    value = max(peaks)
    return Figure(
        what="`tapstack simulate`, largest resident memory of a process",
        measured=f"{value:.0f} MB",
        against="",
        value=value,
        shown=f"{value:.0f} MB",
        wanted=f"under {MEGABYTES} MB",
        met=value < MEGABYTES,
        samples={"megabytes": peaks},
    )


def _sweep(seconds: float) -> Figure:
    return Figure(
        what="`tapstack simulate --sweep`, every call of creation, update and deletion refused in turn",
        measured=f"{seconds:,.0f} s",
        against="",
        value=seconds,
        shown=f"{seconds / 60:.1f} min",
        wanted=f"under {MINUTES} min",
        met=seconds < MINUTES * 60,
        samples={"sweep": [seconds]},
    )
