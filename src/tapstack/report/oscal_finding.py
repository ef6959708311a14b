"""How one control stands in one region, as a finding of OSCAL."""

from collections.abc import Sequence
from typing import Any

from tapstack.findings import Clause, Control, ControlVerdict, Status
from tapstack.report.identifier import identifier
from tapstack.report.oscal_text import markup, prop, token

_REASONS = {Status.PASS: "pass", Status.FAIL: "fail"}
Document = dict[str, Any]


def finding(
    control: Control, verdict: ControlVerdict, observations: Sequence[str], risks: Sequence[Document]
) -> Document:
    """The finding: only PASS is satisfied, and what OSCAL has no word for stands in a property and the remarks."""
    own = set(observations)
    related = [one["uuid"] for one in risks if own & {each["observation-uuid"] for each in one["related-observations"]}]
    return {
        "uuid": identifier("finding", control.id, verdict.region, verdict.status.value, list(observations)),
        "title": markup(f"{control.id}: {control.title}"),
        "description": markup(control.meaning),
        "props": _props(control, verdict),
        "target": {
            "type": "objective-id",
            "target-id": token(control.id),
            "status": _status(verdict),
        },
        "related-observations": [{"observation-uuid": one} for one in observations],
        **({"related-risks": [{"risk-uuid": one} for one in related]} if related else {}),
    }


def _props(control: Control, verdict: ControlVerdict) -> list[Document]:
    return [
        prop("control", control.id),
        prop("status", verdict.status.value),
        prop("severity", control.severity.value),
        prop("family", control.family),
        *map(_clause, control.clauses),
    ]


def _clause(clause: Clause) -> Document:
    """A clause that asks for the control; the name of the property says whether somebody verified that it does."""
    name = "clause" if clause.verified else "unverified-clause"
    return prop(name, clause.number, clause.framework, clause.source)


def _status(verdict: ControlVerdict) -> Document:
    counted = ", ".join(f"{number} {status}" for status, number in verdict.counts.items() if number)
    remarks = " ".join(
        part for part in (f"{verdict.status.value}.", f"{counted}." if counted else "", verdict.why) if part
    )
    return {
        "state": "satisfied" if verdict.status is Status.PASS else "not-satisfied",
        "reason": _REASONS.get(verdict.status, "other"),
        "remarks": markup(remarks),
    }
