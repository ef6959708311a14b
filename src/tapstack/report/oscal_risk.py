"""What a resource that does not keep a control risks, and who accepted it, as a risk of OSCAL."""

from typing import Any

from tapstack.findings import Evidence, Finding, Status
from tapstack.report.identifier import identifier
from tapstack.report.oscal_text import markup, prop
from tapstack.report.waiver_text import waiver_text


def risky(row: Evidence) -> bool:
    """Whether the row is a risk: what fails, or is accepted."""
    return row.status in (Status.FAIL, Status.WAIVED) and bool(row.worst)


def risk(row: Evidence, observation: str) -> dict[str, Any]:
    """The risk that ``observation`` shows; where it is waived, a deviation is approved until the waiver's last day."""
    first = row.worst[0]
    return {
        "uuid": identifier("risk", observation),
        "title": markup(f"{row.control.id} on {row.resource or 'the stack'} in {row.region}"),
        "description": markup(row.message),
        "statement": markup(row.control.meaning),
        **_accepted(first),
        "remediations": [
            {
                "uuid": identifier("remediation", observation),
                "lifecycle": "recommendation",
                "title": "What to write instead",
                "description": markup(first.fix),
            }
        ],
        "related-observations": [{"observation-uuid": observation}],
    }


def _accepted(finding: Finding) -> dict[str, Any]:
    waiver = finding.waiver
    if waiver is None:
        return {"status": "open"}
    return {
        "props": [prop("waiver-owner", waiver.owner), prop("waiver", waiver_text(waiver))],
        "status": "deviation-approved",
        "deadline": f"{waiver.expiry.isoformat()}T23:59:59Z",
    }
