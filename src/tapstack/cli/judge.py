"""Runs requests and sums them up: what ``check`` and ``verify`` share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tapstack import __version__
from tapstack.cli.progress import progress
from tapstack.config import Configuration
from tapstack.findings import ControlMatrix, Finding, Provenance, Summary, ordered, summarize
from tapstack.findings.drilled import DrillRecord
from tapstack.findings.summary import with_baseline
from tapstack.pipeline import Request, run
from tapstack.pipeline.cache import Cache, folder
from tapstack.pipeline.controls import book_for, controlled
from tapstack.pipeline.idle_rules import settled
from tapstack.pipeline.waivers import waive, waivers_for

if TYPE_CHECKING:
    from tapstack.pipeline.baseline import Baseline


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings of all files, their summary, and the drills that were carried out."""

    findings: list[Finding]
    summary: Summary
    drills: tuple[DrillRecord, ...] = ()


def judge(
    requests: Sequence[Request],
    configuration: Configuration,
    *,
    fail_on: Collection[str],
    cached: bool,
    baseline: str | None = None,
    resting: bool = False,
) -> Verdict:
    """The verdict over ``requests``, without what the report ``baseline`` knew, with progress on standard error.

    ``resting`` if its summary is to say what it rests on.
    """
    known = _known(baseline)
    waivers, book = waivers_for(requests, configuration), book_for(requests, configuration)
    cache = Cache(folder(configuration.root)) if cached else None
    with progress() as notify:
        outcomes = [run(request, cache=cache, notify=notify, parallel=True) for request in requests]
    results = [(request, outcome.findings) for request, outcome in zip(requests, outcomes, strict=True)]
    drills = tuple(drill for outcome in outcomes for drill in outcome.drills)
    waived = waive(settled(results, configuration), waivers, configuration)
    found, controls = controlled(waived, requests, book, configuration)
    findings = ordered(found)
    rests = _provenance(requests, configuration) if resting else None
    if known is None:
        return Verdict(findings, _summary(requests, findings, fail_on, controls, rests), drills)
    from tapstack.pipeline.baseline import hide

    left, baselined = hide(findings, known, requests)
    return Verdict(left, with_baseline(_summary(requests, left, fail_on, controls, rests), baselined), drills)


def _known(baseline: str | None) -> Baseline | None:
    if baseline is None:
        return None
    from tapstack.pipeline.baseline import read

    return read(baseline)


def _provenance(requests: Sequence[Request], configuration: Configuration) -> Provenance:
    from tapstack.pipeline.provenance import provenance

    return provenance(requests, configuration)


def _summary(
    requests: Sequence[Request],
    findings: list[Finding],
    fail_on: Collection[str],
    controls: ControlMatrix | None,
    rests: Provenance | None,
) -> Summary:
    first = requests[0]
    summary = summarize(
        findings,
        tapstack=__version__,
        files=[request.file for request in requests],
        regions=first.regions,
        layers=first.layers,
        as_of=first.as_of.isoformat(),
        fail_on=fail_on,
    )
    return replace(summary, controls=controls, provenance=rests)
