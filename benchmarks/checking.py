"""How long ``tapstack check`` takes against the ``cfn-lint`` command alone, and how much memory it holds."""

import shutil
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.figure import Figure, milliseconds, ratio
from benchmarks.interleave import interleave
from benchmarks.process import run

REGIONS = ("eu-central-1", "us-east-1")
# cfn-lint's exit code is a sum of 2 for errors, 4 for warnings, 8 for informational findings.
LINTED = frozenset(range(0, 16, 2))
CHECKED = (0, 1)
MEGABYTE = 1_000_000


def measure(template: Path, rounds: int) -> list[Figure]:
    """Wall time with an empty cache and with a full one, and the largest resident memory."""
    peaks: list[float] = []
    with tempfile.TemporaryDirectory(prefix="tapstack-benchmark-") as folder:
        check = partial(_check, template, Path(folder), peaks)
        sides = {
            "cfn-lint": lambda: run("cfn-lint", str(template), "-r", *REGIONS, accept=LINTED).seconds,
            "first run": lambda: check(empty=True),
            "second run": lambda: check(empty=False),
        }
        check(empty=True)
        samples = interleave(sides, rounds)
    return [
        _against_lint("`tapstack check`, two regions, nothing cached", "first run", 1.25, samples),
        _against_lint("`tapstack check` again, nothing changed", "second run", 0.15, samples),
        _memory(peaks),
    ]


def _check(template: Path, cache: Path, peaks: list[float], *, empty: bool) -> float:
    """Seconds of ``tapstack check`` with an empty cache, or with what an earlier run left there."""
    if empty:
        shutil.rmtree(cache, ignore_errors=True)
    regions = [argument for region in REGIONS for argument in ("--region", region)]
    environment = {"TAPSTACK_CACHE_DIR": str(cache)}
    result = run("tapstack", "check", str(template), *regions, environment=environment, accept=CHECKED)
    peaks.append(result.peak)
    return result.seconds


def _against_lint(what: str, side: str, limit: float, samples: dict[str, list[float]]) -> Figure:
    value = ratio(samples, side, "cfn-lint")
    return Figure(
        what=what,
        measured=milliseconds(samples[side]),
        against=f"`cfn-lint` alone: {milliseconds(samples['cfn-lint'])}",
        value=value,
        shown=f"{value:.2f} times",
        wanted=f"at most {limit:.2f} times",
        met=value <= limit,
        samples={name: samples[name] for name in (side, "cfn-lint")},
    )


def _memory(peaks: list[float]) -> Figure:
    value = max(peaks) / MEGABYTE
    return Figure(
        what="`tapstack check`, largest resident memory",
        measured=f"{value:,.0f} MB",
        against="",
        value=value,
        shown=f"{value:,.0f} MB",
        wanted="under 400 MB",
        met=value < 400,
        samples={"bytes": peaks},
    )
