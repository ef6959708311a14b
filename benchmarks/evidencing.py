"""What controls cost, and the HTML report: to draw, to store, to open."""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.checking import REGIONS
from benchmarks.figure import Figure, milliseconds
from benchmarks.interleave import interleave

ROOT = Path(__file__).resolve().parent.parent
BROWSER = ROOT / ".peers/browser/bin/python"
VISITOR = ROOT / "tests/peers/report_visitor.py"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRAWN = 5


def measure(file: Path, rounds: int) -> list[Figure]:
    """Controls as the policy layer judges them; the report of a whole run, drills included."""
    controls = interleave({"controls": partial(_controls, file)}, rounds)["controls"]
    figures = [
        _limited(
            "Every control on both regions' stacks of `lib/TapStack.json`, rules and Python, warm",
            controls,
            0.5,
            "0.5 s",
        )
    ]
    draw = _report()
    drawn = interleave({"html": partial(_drawn, draw)}, DRAWN)["html"]
    figures.append(_limited("The HTML report of `tapstack verify`, drawn", drawn, 3, "3 s"))
    text = draw()
    size = len(text.encode()) / 1e6
    figures.append(
        Figure("Its size", f"{size:.1f} MB", "", size, f"{size:.1f} MB", "under 3 MB", size < 3, {"megabytes": [size]})
    )
    if BROWSER.exists() and CHROMIUM:
        opened = [_opened(text) for _ in range(DRAWN)]
        figures.append(_limited("Opened in Chromium, to interactive", opened, 1, "1 s"))
    return figures


def _controls(file: Path) -> float:
    """Seconds of all rules and Python controls; the template is read with its lines, and the stacks are rendered."""
    from tapstack.checks.plan import planned_view
    from tapstack.checks.policy import run
    from tapstack.checks.subject import Subject

    given = {"EnvironmentSuffix": "benchmark"}
    subject = Subject(str(file), REGIONS, given, complete=True, rule_paths=(str(ROOT / "rules"),), configured=True)
    planned_view(subject)
    subject.template.position(("Resources",))
    gc.collect()
    start = time.perf_counter()
    list(run(subject))
    return time.perf_counter() - start


def _report() -> Callable[[], str]:
    """Draws the report of a run of every layer on the configured templates."""
    from tapstack.cli.exhibits import with_exhibits
    from tapstack.cli.judge import judge
    from tapstack.config import read
    from tapstack.pipeline.layers import EVERY
    from tapstack.pipeline.requests import Options, requests
    from tapstack.report.html.page import page

    configuration = read()
    wanted = requests((), Options((), {}, None, datetime.now(UTC).date(), unless_named=EVERY), configuration)
    with tempfile.TemporaryDirectory() as folder:
        verdict = judge(wanted, configuration, fail_on=(), cached=False, resting=True)
        verdict = with_exhibits(verdict, wanted, str(Path(folder) / "history.sqlite"))
    return lambda: page(verdict.findings, verdict.summary)


def _drawn(draw: Callable[[], str]) -> float:
    gc.collect()
    start = time.perf_counter()
    draw()
    return time.perf_counter() - start


def _opened(text: str) -> float:
    """Seconds until Chromium says that the document is interactive."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_text(text, encoding="utf-8")
        command = [str(BROWSER), str(VISITOR), str(CHROMIUM), str(file), "opens", folder, "1280"]
        ended = subprocess.run(command, capture_output=True, text=True, check=True)
        return float(json.loads(ended.stdout)["seen"]["timing"]) / 1000


def _limited(what: str, samples: list[float], seconds: float, shown: str) -> Figure:
    value = sorted(samples)[len(samples) // 2]
    return Figure(
        what=what,
        measured=milliseconds(samples),
        against="",
        value=value,
        shown=f"{value:.2f} s",
        wanted=f"under {shown}",
        met=value < seconds,
        samples={"seconds": samples},
    )
