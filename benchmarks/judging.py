"""Truths, links and the pair: one world of our template, warm; and how their cost grows with the resources."""

from __future__ import annotations

import gc
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure, milliseconds, ratio
from benchmarks.interleave import interleave
from benchmarks.sample import template

REGIONS = ("eu-central-1", "us-east-1")
SMALL, LARGE = 100, 500
MILLISECONDS = 150


def judged(file: Path) -> float:
    """Seconds in which the three layers judge the rendered stacks of one world, everything imported and read."""
    from tapstack.checks import links, pair, truths
    from tapstack.checks.at_once import at_once
    from tapstack.checks.subject import Subject

    subject = Subject(str(file), REGIONS, given={"EnvironmentSuffix": "prod"}, complete=True, configured=True)
    _ = [stack.resources for stack in subject.stacks.values()], subject.position(("Resources",))
    gc.collect()
    start = time.perf_counter()
    for layer in (truths, links, pair):
        at_once(layer.once, subject)
    return time.perf_counter() - start


def measure(file: Path, rounds: int) -> list[Figure]:
    """One world of ``file``, and five times the resources."""
    judged(file)
    with tempfile.TemporaryDirectory(prefix="tapstack-benchmark-") as folder:
        files = {f"{size} resources": Path(folder, f"{size}.json") for size in (SMALL, LARGE)}
        for size, sized in zip((SMALL, LARGE), files.values(), strict=True):
            sized.write_text(template(size))
        sides = {"our template": partial(judged, file), **{name: partial(judged, path) for name, path in files.items()}}
        samples = interleave(sides, rounds)
    return [_warm(samples), _growth(samples)]


def _warm(samples: dict[str, list[float]]) -> Figure:
    value = median(samples["our template"]) * 1000
    return Figure(
        what="Truths, links and pair on our template, one world, both regions, warm",
        measured=milliseconds(samples["our template"]),
        against="no peer judges rendered pairs",
        value=value,
        shown=f"{value:.0f} ms",
        wanted=f"under {MILLISECONDS} ms",
        met=value < MILLISECONDS,
        samples=samples,
    )


def _growth(samples: dict[str, list[float]]) -> Figure:
    small, large = (f"{size} resources" for size in (SMALL, LARGE))
    value = ratio(samples, large, small)
    return Figure(
        what="The same layers, in one process",
        measured=f"{large}: {milliseconds(samples[large])}",
        against=f"{small}: {milliseconds(samples[small])}",
        value=value,
        shown=f"{value:.1f} times",
        wanted="at most 6 times",
        met=value <= 6,
        samples=samples,
    )
