"""What the HTML report shows beside verdicts, gathered after a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tapstack.cli.judge import Verdict
from tapstack.findings import Trend
from tapstack.pipeline import Request
from tapstack.report import history


def with_exhibits(verdict: Verdict, requests: Sequence[Request], remembered: str | None = None) -> Verdict:
    """The verdict whose summary holds what was judged, drawn and drilled, and how runs went up to this one.

    ``remembered`` is the file of the history, which need not be there yet. Raises InputError for what is none.
    """
    from tapstack.pipeline.exhibits import exhibits

    shown = exhibits(requests, verdict.drills)
    if remembered is not None:
        earlier = history.read(remembered).points if _begun(Path(remembered)) else ()
        shown = replace(shown, trend=Trend(remembered, (*earlier, history.point(verdict.summary))))
    return replace(verdict, summary=replace(verdict.summary, exhibits=shown))


def _begun(file: Path) -> bool:
    """Whether there is anything in it: an empty file is a history of no runs."""
    return file.exists() and file.stat().st_size > 0
