"""The report for spreadsheets: a row for each check x resource x region, in the form of RFC 4180.

UTF-8 without a mark at its start, CRLF at the end of each row, no line break inside a cell: line breaks and
other characters that do not print are written as escapes. A cell that a spreadsheet would take for a formula
stands behind an apostrophe, and so does one that begins with an apostrophe itself: a program that reads the
file takes one leading apostrophe away and has the text.
Source: https://owasp.org/www-community/attacks/CSV_Injection
"""

import csv
import io
from collections.abc import Sequence

from tapstack.findings import Finding, Summary, plain
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
# The last four are what full-width keyboards write for the first four.
_RISKY = tuple("=+-@\t\r\n'＝＋－＠")  # noqa: RUF001  as above


def draw(findings: Sequence[Finding], summary: Summary, everything: bool = True) -> str:  # noqa: ARG001  always all
    """A header and a row for each finding, PASS and SKIP too; the region is empty where a verdict holds for all.

    ``hidden_by_baseline`` is in every row the number of findings that have none.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(list(map(_cell, _row(finding, summary))) for finding in findings)
    return stream.getvalue()


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


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return plain(f"'{text}" if text.startswith(_RISKY) else text)
