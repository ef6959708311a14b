"""One finding in the AWS Security Finding Format; the lengths are those that botocore's model documents."""

from typing import Any

from tapstack.findings import Baselined, Control, Evidence, Finding, Severity, Status, Waiver
from tapstack.findings.status import QUIET
from tapstack.report.asff_resource import resource
from tapstack.report.asff_source import Source
from tapstack.report.baseline_text import baseline_text
from tapstack.report.clause_text import clause_text
from tapstack.report.escape import flat
from tapstack.report.identifier import identifier
from tapstack.report.sarif_text import address
from tapstack.report.waiver_text import waiver_text

_TYPES = ["Software and Configuration Checks/Industry and Regulatory Standards"]
_COMPLIANCE = {
    Status.PASS: "PASSED",
    Status.FAIL: "FAILED",
    Status.WAIVED: "FAILED",
    Status.UNKNOWN: "WARNING",
    Status.ERROR: "NOT_AVAILABLE",
    Status.SKIP: "NOT_AVAILABLE",
}
_LABELS = {Severity.ERROR: "HIGH", Severity.WARNING: "MEDIUM", Severity.INFO: "LOW"}
_MOST_REQUIREMENTS = 32
_MOST_TEXT = 512


def of_evidence(row: Evidence, source: Source) -> dict[str, Any]:
    """How a resource stands against a control; the same finding in every run, whatever its verdict."""
    control = row.control
    first = row.worst[0] if row.worst else None
    identity = identifier("asff", control.id, row.resource, first.file if first and row.resource else "")
    asked = [cut(clause_text(clause), 256) for clause in control.clauses][:_MOST_REQUIREMENTS]
    return {
        **source.head(f"{cut(control.id, 256)}/{identity}", control.id, row.region),
        "Title": cut(f"{control.id}: {control.title}", 256),
        "Description": cut(row.message or control.meaning, 1024),
        **_severity(row.status, _worse(control, first)),
        **_remedy(first),
        "ProductFields": {**_told(row.status, first, source), **_named(control, row)},
        "Resources": [resource(row.resource, row.type, row.region)],
        "Compliance": {
            **_compliance(row.status, row.message),
            "SecurityControlId": cut(control.id, _MOST_TEXT),
            **({"RelatedRequirements": asked} if asked else {}),
        },
        **_workflow(first.waiver if first else None, source),
        "RecordState": "ACTIVE",
    }


def of_finding(finding: Finding, mark: str, region: str, source: Source) -> dict[str, Any]:
    """A verdict of a check that no control names; ``mark`` is its fingerprint."""
    return {
        **source.head(f"{cut(finding.check, 256)}/{mark}", finding.check, region),
        "Title": cut(f"{finding.check}: {finding.title or finding.message}", 256),
        "Description": cut(finding.message, 1024),
        **_severity(finding.status, finding.severity),
        **_remedy(finding),
        "ProductFields": _told(finding.status, finding, source),
        "Resources": [resource(finding.resource or "", "", region)],
        "Compliance": _compliance(finding.status, finding.message),
        **_workflow(finding.waiver, source),
        "RecordState": "ACTIVE",
    }


def of_baseline(baselined: Baselined, region: str, source: Source) -> dict[str, Any]:
    """What a baseline hid."""
    text = f"{baseline_text(baselined)}."
    return {
        **source.head("baseline", "baseline", region),
        "Title": "Nothing is hidden by a baseline",
        "Description": cut(text, 1024),
        **_severity(Status.UNKNOWN, Severity.WARNING),
        "ProductFields": _told(Status.UNKNOWN, None, source),
        "Resources": [resource("", "", region)],
        "Compliance": _compliance(Status.UNKNOWN, text),
        "RecordState": "ACTIVE",
    }


def cut(text: str, most: int) -> str:
    """``text`` on one line, no longer than that, and never empty."""
    head = text[: 4 * most]
    line = flat(head).strip() or "-"
    return line if len(line) <= most and len(head) == len(text) else f"{line[: most - 3]}..."


def _worse(control: Control, finding: Finding | None) -> Severity:
    order = tuple(Severity)
    return min(control.severity, finding.severity if finding else control.severity, key=order.index)


def _severity(status: Status, severity: Severity) -> dict[str, Any]:
    label = "INFORMATIONAL" if status in QUIET else _LABELS[Severity.ERROR if status is Status.ERROR else severity]
    given = {"Label": label, "Original": f"{status.value} {severity.value}"}
    return {"Types": _TYPES, "Severity": given, "FindingProviderFields": {"Types": _TYPES, "Severity": given}}


def _remedy(finding: Finding | None) -> dict[str, Any]:
    if finding is None or finding.status in QUIET or not finding.fix:
        return {}
    link = address(finding.source)
    return {"Remediation": {"Recommendation": {"Text": cut(finding.fix, 512), **({"Url": link} if link else {})}}}


def _told(status: Status, finding: Finding | None, source: Source) -> dict[str, str]:
    where = {"tapstack/file": finding.file, "tapstack/line": finding.line} if finding else {}
    named = {key: cut(str(value), 1024) for key, value in where.items() if value is not None}
    return {"tapstack/status": status.value, **named, **source.fields()}


def _named(control: Control, row: Evidence) -> dict[str, str]:
    verdict = {"tapstack/control-verdict": row.verdict.status.value, "tapstack/family": cut(control.family, 256)}
    return {**verdict, **({"tapstack/checks": cut(" ".join(row.checks), 1024)} if row.checks else {})}


def _compliance(status: Status, message: str) -> dict[str, Any]:
    """What Security Hub has no word for stands in the reason."""
    told = {"Status": _COMPLIANCE[status]}
    if status in (Status.PASS, Status.FAIL):
        return told
    return {**told, "StatusReasons": [{"ReasonCode": status.value, "Description": cut(message, 1024)}]}


def _workflow(waiver: Waiver | None, source: Source) -> dict[str, Any]:
    if waiver is None:
        return {}
    return {"Workflow": {"Status": "SUPPRESSED"}, "Note": source.note(cut(waiver_text(waiver), _MOST_TEXT))}
