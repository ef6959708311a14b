"""Runs requests and sums them up: what ``check`` and ``verify`` share."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tapstack import __version__
from tapstack.cli.progress import progress
from tapstack.config import Configuration
from tapstack.findings import Finding, Summary, ordered, summarize
from tapstack.pipeline import Request, run
from tapstack.pipeline.cache import Cache, folder
from tapstack.pipeline.waivers import waive, waivers_for


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings of all files, and their summary."""

    findings: list[Finding]
    summary: Summary


def judge(
    requests: Sequence[Request], configuration: Configuration, *, fail_on: Collection[str], cached: bool
) -> Verdict:
    """The verdict over ``requests``, with progress on standard error."""
    waivers = waivers_for(requests, configuration)
    cache = Cache(folder(configuration.root)) if cached else None
    with progress() as notify:
        results = [(request, run(request, cache=cache, notify=notify).findings) for request in requests]
    findings = ordered(waive(results, waivers, configuration))
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
    return Verdict(findings, summary)
