"""What was seen of one resource against one control, as an observation of OSCAL."""

from typing import Any

from tapstack.findings import Evidence, Finding
from tapstack.findings.source_root import project_path
from tapstack.report.escape import flat
from tapstack.report.identifier import identifier
from tapstack.report.oscal_matter import address
from tapstack.report.oscal_text import markup, prop
from tapstack.report.pointer import pointer


def observation(row: Evidence, time: str) -> dict[str, Any]:
    """The observation, with the places that its worst verdicts are about."""
    subject = item(row)
    places = {place["href"]: place for place in map(_place, row.worst)}
    told = [row.control.id, row.region, row.resource, row.status.value, row.message, list(row.checks), list(places)]
    named = {"subjects": [{"subject-uuid": subject["uuid"], "type": "inventory-item"}]} if subject else {}
    return {
        "uuid": identifier("observation", *told),
        "title": markup(f"{row.control.id} on {row.resource or 'the stack'} in {row.region}: {row.status.value}"),
        "description": markup(row.message),
        "props": [prop("status", row.status.value), *(prop("check", check) for check in row.checks)],
        "methods": ["TEST"],
        "types": ["control-objective"],
        **named,
        **({"relevant-evidence": list(places.values())} if places else {}),
        "collected": time,
    }


def item(row: Evidence) -> dict[str, Any] | None:
    """The resource as an item of the inventory; None where the row is about the stack as a whole."""
    if not row.resource:
        return None
    file = project_path(row.findings[0].file)
    kind = [prop("resource-type", row.type)] if row.type else []
    return {
        "uuid": identifier("item", file, row.region, row.resource, row.type),
        "description": markup(f"{row.resource} of {file} in {row.region}"),
        "props": [prop("logical-id", row.resource), prop("region", row.region), *kind],
    }


def _place(finding: Finding) -> dict[str, str]:
    where = ":".join(str(part) for part in (finding.line, finding.column) if part is not None)
    file = project_path(finding.file)
    described = f"{file}:{where}" if where else file
    return {"href": address(file, pointer(finding.path)), "description": markup(flat(described))}
