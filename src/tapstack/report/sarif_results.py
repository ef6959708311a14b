"""Findings as SARIF's results.

One result for the same verdict at the same place in several regions, as in the report for people: GitHub shows
an alert for each result and takes those of one rule on one line for the same. The regions are in the message.
Where the regions differ in verdict, message or waiver there is a result for each.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tapstack.findings import Status, Waiver, fingerprints
from tapstack.findings.status import QUIET
from tapstack.report.choice import Group, level
from tapstack.report.sarif_places import Places
from tapstack.report.sarif_text import LEVELS, message
from tapstack.report.waiver_text import waiver_text

FINGERPRINT = "tapstack/v1"
_KINDS = {Status.PASS: "pass", Status.SKIP: "notApplicable", Status.UNKNOWN: "open"}


def results(groups: Sequence[Group], rules: Mapping[str, int], places: Places) -> list[dict[str, Any]]:
    """A result for each group, ``rules`` giving the index of each rule's description.

    The fingerprint leaves the regions out, so that a result stays the same when one region is mended.
    """
    marks = fingerprints([group.finding._replace(region=None) for group in groups])
    return [_result(group, mark, rules, places) for group, mark in zip(groups, marks, strict=True)]


def _result(group: Group, mark: str, rules: Mapping[str, int], places: Places) -> dict[str, Any]:
    finding = group.finding
    kind = _KINDS.get(finding.status, "fail")
    result = {
        "ruleId": finding.check,
        "ruleIndex": rules[finding.check],
        "kind": kind,
        "level": LEVELS[level(finding)] if kind == "fail" else "none",
        "message": {"text": _text(group)},
        "locations": [places.location(finding)],
        "partialFingerprints": {FINGERPRINT: mark},
        "properties": _properties(group),
    }
    if finding.waiver:
        result["suppressions"] = [_suppression(finding.waiver, places)]
    return result


def _text(group: Group) -> str:
    """What GitHub shows of a result: it knows neither kinds nor suppressions."""
    finding = group.finding
    status = "" if finding.status is Status.FAIL else f"{finding.status}: "
    lines = [f"{status}{finding.message}"]
    if finding.waiver:
        lines.append(f"Waived: {waiver_text(finding.waiver)}")
    if group.regions:
        lines.append(f"In {', '.join(group.regions)}.")
    if finding.status not in QUIET:
        lines.append(f"Fix: {finding.fix}")
    return message("\n".join(lines))


def _properties(group: Group) -> dict[str, Any]:
    finding = group.finding
    return {
        "regions": list(group.regions),
        "layer": finding.layer,
        "status": finding.status.value,
        "severity": finding.severity.value,
        "resource": finding.resource,
        "fix": finding.fix,
        "source": finding.source,
        "controls": list(finding.controls),
    }


def _suppression(waiver: Waiver, places: Places) -> dict[str, Any]:
    return {
        "kind": "external",
        "status": "accepted",
        "justification": waiver.reason,
        "location": {"physicalLocation": places.physical(waiver.file, waiver.line)},
        "properties": {"owner": waiver.owner, "expiry": waiver.expiry.isoformat()},
    }
