"""Evidence for auditors: a row for each control x resource x region, what passed included, with all that it rests on.

In the form that ``csv_text`` describes. A row without a resource is about the stack as a whole, or says why nothing
was judged. Several checks that judge the same are one row, with the worst of their verdicts; the report in CSV has
a row for each.
"""

from collections.abc import Sequence

from tapstack.findings import Evidence, Finding, Summary, evidence
from tapstack.report.clause_text import clauses
from tapstack.report.csv_text import table
from tapstack.report.origin import hashes, judged, parameters_text, tools_text
from tapstack.report.pointer import pointer

COLUMNS = (
    "control",
    "title",
    "family",
    "severity",
    "resource",
    "type",
    "region",
    "verdict",
    "control_verdict",
    "checks",
    "message",
    "fix",
    "file",
    "line",
    "column",
    "path",
    "waiver_reason",
    "waiver_owner",
    "waiver_expiry",
    "clauses_verified",
    "clauses_unverified",
    "as_of",
    "parameters",
    "template_sha256",
    "rules_sha256",
    "controls_sha256",
    "waivers_sha256",
    "hidden_by_baseline",
    "tapstack",
    "tools",
)
_SEPARATOR = "; "


def draw(findings: Sequence[Finding], summary: Summary, everything: bool = True) -> str:  # noqa: ARG001  always all
    """A header and the rows; only a header where no controls were judged."""
    rows = evidence(findings, summary.controls) if summary.controls else []
    return table(COLUMNS, (_row(row, summary) for row in rows))


def _row(row: Evidence, summary: Summary) -> tuple[object, ...]:
    control = row.control
    return (
        control.id,
        control.title,
        control.family,
        control.severity.value,
        row.resource,
        row.type,
        row.region,
        row.status.value,
        row.verdict.status.value,
        " ".join(row.checks),
        row.message,
        *_place(row.worst[0] if row.worst else None),
        _SEPARATOR.join(clauses(control, verified=True)),
        _SEPARATOR.join(clauses(control, verified=False)),
        *_origin(row, summary),
    )


def _place(finding: Finding | None) -> tuple[object, ...]:
    """What to do, where, and who accepts it: of the first of the worst verdicts."""
    if finding is None:
        return (None,) * 8
    waiver = finding.waiver
    waived = (waiver.reason, waiver.owner, waiver.expiry.isoformat()) if waiver else (None, None, None)
    return (finding.fix, finding.file, finding.line, finding.column, pointer(finding.path), *waived)


def _origin(row: Evidence, summary: Summary) -> tuple[object, ...]:
    provenance = summary.provenance
    template = judged(provenance, row.worst[0].file if row.worst else "")
    digests = hashes(provenance)
    return (
        summary.as_of,
        parameters_text(template),
        template.sha256 if template else digests["template"],
        digests["rules"],
        digests["controls"],
        digests["waivers"],
        summary.baselined.total if summary.baselined else None,
        summary.tapstack,
        tools_text(provenance),
    )
