"""The report for spreadsheets: a row for each check x resource x region, in the form that ``csv_text`` describes."""

from collections.abc import Sequence

from tapstack.findings import Finding, Summary
from tapstack.report.csv_text import table
from tapstack.report.pointer import pointer

COLUMNS = (
    "file",
    "line",
    "column",
    "layer",
    "check",
    "title",
    "resource",
    "region",
    "status",
    "severity",
    "message",
    "fix",
    "source",
    "controls",
    "path",
    "waiver_reason",
    "waiver_owner",
    "waiver_expiry",
    "as_of",
    "hidden_by_baseline",
    "tapstack",
)


def draw(findings: Sequence[Finding], summary: Summary, everything: bool = True) -> str:  # noqa: ARG001  always all
    """A header and a row for each finding, PASS and SKIP too; the region is empty where a verdict holds for all.

    ``hidden_by_baseline`` is in every row the number of findings that have none.
    """
    return table(COLUMNS, (_row(finding, summary) for finding in findings))


def _row(finding: Finding, summary: Summary) -> tuple[object, ...]:
    waiver = finding.waiver
    waived = (waiver.reason, waiver.owner, waiver.expiry.isoformat()) if waiver else (None, None, None)
    return (
        finding.file,
        finding.line,
        finding.column,
        finding.layer,
        finding.check,
        finding.title,
        finding.resource,
        finding.region,
        finding.status.value,
        finding.severity.value,
        finding.message,
        finding.fix,
        finding.source,
        " ".join(finding.controls),
        pointer(finding.path),
        *waived,
        summary.as_of,
        summary.baselined.total if summary.baselined else None,
        summary.tapstack,
    )
