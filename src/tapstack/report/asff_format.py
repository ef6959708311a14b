"""Findings for AWS Security Hub, in the AWS Security Finding Format.

The document is a list of requests of BatchImportFindings, each for one region and of at most 100 findings:
``aws securityhub batch-import-findings --cli-input-json REQUEST``, in the region that its findings name.
Source: botocore's model of BatchImportFindings (securityhub, 2018-10-26).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from tapstack.findings import Finding, Summary, evidence, fingerprints
from tapstack.findings.status import QUIET
from tapstack.report.asff_finding import of_baseline, of_evidence, of_finding
from tapstack.report.asff_source import Source
from tapstack.report.json_text import json_text

MOST = 100
"""Findings in a request."""
Row = tuple[str, dict[str, Any]]


def draw(findings: Sequence[Finding], summary: Summary, everything: bool = True) -> str:  # noqa: ARG001  always all
    """One finding for each control x resource x region, what passed included, and for each other verdict that is open.

    A verdict of a check that no control names is there if it is neither PASS nor SKIP.
    """
    source = Source(summary)
    rows = [*_controlled(findings, summary, source), *_others(findings, summary, source), *_hidden(summary, source)]
    requests = [
        {"Findings": found[start : start + MOST]}
        for region in dict.fromkeys(region for region, _ in rows)
        for found in [[one for where, one in rows if where == region]]
        for start in range(0, len(found), MOST)
    ]
    return json_text(requests)


def _controlled(findings: Sequence[Finding], summary: Summary, source: Source) -> Iterator[Row]:
    for row in evidence(findings, summary.controls) if summary.controls else ():
        yield row.region, of_evidence(row, source)


def _others(findings: Sequence[Finding], summary: Summary, source: Source) -> Iterator[Row]:
    known = {control.id for control in summary.controls.controls} if summary.controls else set()
    for mark, finding in zip(fingerprints(findings), findings, strict=True):
        if finding.status not in QUIET and not known.intersection(finding.controls):
            for region in summary.regions if finding.region is None else (finding.region,):
                yield region, of_finding(finding, mark, region, source)


def _hidden(summary: Summary, source: Source) -> Iterator[Row]:
    """One finding in each region about what a baseline hid, which is among no others."""
    if summary.baselined and summary.baselined.total:
        for region in summary.regions:
            yield region, of_baseline(summary.baselined, region, source)
