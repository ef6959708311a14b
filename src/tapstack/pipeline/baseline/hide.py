"""What was there before is hidden, and counted."""

from collections.abc import Mapping, Sequence

from tapstack.findings import Baselined, Finding, counts, fingerprints
from tapstack.findings.source_root import project_path
from tapstack.findings.status import QUIET
from tapstack.pipeline.baseline.debt import Debt
from tapstack.pipeline.baseline.read import Baseline
from tapstack.pipeline.request import Request


def hide(
    findings: Sequence[Finding], baseline: Baseline, requests: Sequence[Request]
) -> tuple[list[Finding], Baselined]:
    """The findings that the baseline does not cover, and what it hid.

    FAIL and UNKNOWN are hidden where the same finding was there before and no better than now: what became worse,
    what was waived until now, and every ERROR stay.
    """
    kept: list[Finding] = []
    hidden: list[Finding] = []
    met: set[str] = set()
    for fingerprint, finding in zip(fingerprints(findings), findings, strict=True):
        debt = baseline.debts.get(fingerprint)
        (hidden if debt and debt.covers(finding) else kept).append(finding)
        if finding.status not in QUIET:
            met.add(fingerprint)
    gone = _looked_for(baseline.debts, findings, requests) - met
    return kept, Baselined(baseline.file, counts(hidden), len(gone))


def _looked_for(debts: Mapping[str, Debt], findings: Sequence[Finding], requests: Sequence[Request]) -> set[str]:
    """The debts in the files, layers and regions that this run judged."""
    files = {project_path(file) for file in {finding.file for finding in findings} | {one.file for one in requests}}
    layers = {layer for request in requests for layer in request.layers}
    regions = {None, *(region for request in requests for region in request.regions)}
    return {
        fingerprint
        for fingerprint, debt in debts.items()
        if debt.file in files and debt.layer in layers and debt.region in regions
    }
