"""What came of the assessment of one region, as a result of OSCAL."""

from collections.abc import Sequence
from typing import Any

from tapstack.findings import Evidence, Status, Summary
from tapstack.report.identifier import identifier
from tapstack.report.origin import moment, parameter_texts
from tapstack.report.oscal_finding import finding
from tapstack.report.oscal_observation import item, observation
from tapstack.report.oscal_risk import risk, risky
from tapstack.report.oscal_text import markup, prop, token

_INCOMPLETE = "The run left out layers, regions or templates that controls need; coverage was not judged."


def result(region: str, rows: Sequence[Evidence], summary: Summary) -> dict[str, Any]:
    """The result; ``rows`` are the evidence of the region."""
    time = moment(summary)
    observations = [observation(row, time) for row in rows]
    risks = [risk(row, one["uuid"]) for row, one in zip(rows, observations, strict=True) if risky(row)]
    findings = _findings(rows, observations, risks)
    items = {one["uuid"]: one for one in map(item, rows) if one}
    found = {"observations": observations, "risks": risks, "findings": findings}
    return {
        "uuid": identifier("result", region, [one["uuid"] for one in (*observations, *findings)], summary.as_of),
        "title": f"Controls in {region}",
        "description": f"How each control stands in the stack that {region} gets.",
        "start": time,
        "end": time,
        "props": _props(region, summary),
        "local-definitions": {**({"inventory-items": list(items.values())} if items else {}), **_assets(summary)},
        "reviewed-controls": {"control-selections": [_selection(rows)]},
        **{name: members for name, members in found.items() if members},
        **({} if summary.controls and summary.controls.complete else {"remarks": _INCOMPLETE}),
    }


def _findings(
    rows: Sequence[Evidence], observations: Sequence[dict[str, Any]], risks: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """A finding for each control that was judged, with its observations and risks."""
    members: dict[str, list[str]] = {}
    for row, one in zip(rows, observations, strict=True):
        members.setdefault(row.control.id, []).append(one["uuid"])
    verdicts = {row.control.id: row for row in rows if row.verdict.status is not Status.SKIP}
    return [finding(row.control, row.verdict, members[name], risks) for name, row in verdicts.items()]


def _props(region: str, summary: Summary) -> list[dict[str, Any]]:
    return [
        prop("region", region),
        prop("as-of", summary.as_of),
        *([prop("hidden-by-baseline", str(summary.baselined.total))] if summary.baselined else []),
        *(prop("parameter", text, name) for name, text in parameter_texts(summary.provenance)),
    ]


def _assets(summary: Summary) -> dict[str, Any]:
    """The programs, and the machine that they ran on, of which nothing is told."""
    tools = summary.provenance.tools if summary.provenance else {"tapstack": summary.tapstack}
    components = [
        {
            "uuid": identifier("tool", name, version),
            "type": "software",
            "title": markup(name),
            "description": markup(f"{name} {version}"),
            "props": [{"name": "version", "value": version}],
            "status": {"state": "operational"},
        }
        for name, version in tools.items()
    ]
    platform = {"uuid": identifier("platform", dict(tools)), "title": "The run of tapstack"}
    return {"assessment-assets": {"components": components, "assessment-platforms": [platform]}}


def _selection(rows: Sequence[Evidence]) -> dict[str, Any]:
    """Included is what was judged; of what is excluded nothing is claimed."""
    judged = dict.fromkeys(token(row.control.id) for row in rows if row.verdict.status is not Status.SKIP)
    skipped = dict.fromkeys(token(row.control.id) for row in rows if row.verdict.status is Status.SKIP)
    told = {"description": "Included are the controls that were judged. Those that had nothing to judge are excluded."}
    included: dict[str, Any] = {"include-controls": _by_id(judged)} if judged else {"include-all": {}}
    return {**told, **included, **({"exclude-controls": _by_id(skipped)} if skipped else {})}


def _by_id(names: dict[str, None]) -> list[dict[str, str]]:
    return [{"control-id": name} for name in names]
