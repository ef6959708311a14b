"""Assessment results for auditors, in NIST's OSCAL 1.2.1 as JSON.

One result for each region. Controls that were judged are included in its reviewed controls and have a finding; those
that are SKIP are excluded, and have none: nothing that was not looked at is satisfied. Each control x resource is an
observation. Identifiers are made of what they stand for, so that only the time differs between two runs.
Source: https://pages.nist.gov/OSCAL-Reference/models/v1.2.1/assessment-results/json-reference/
"""

from collections.abc import Sequence
from typing import Any

from tapstack.findings import Evidence, Finding, Summary, evidence
from tapstack.report.identifier import identifier
from tapstack.report.json_text import json_text
from tapstack.report.origin import moment
from tapstack.report.oscal_matter import PLAN, resources
from tapstack.report.oscal_result import result

VERSION = "1.2.1"
_NIL = "00000000-0000-0000-0000-000000000000"


def draw(findings: Sequence[Finding], summary: Summary, everything: bool = True) -> str:  # noqa: ARG001  always all
    """One document; without controls its one result says that none were reviewed.

    Its identifier is made of the whole text but the time.
    """
    text = json_text({"assessment-results": _document(findings, summary)})
    own = identifier("oscal", text.replace(moment(summary), ""))
    return text.replace(_NIL, own, 1)


def _document(findings: Sequence[Finding], summary: Summary) -> dict[str, Any]:
    matrix = summary.controls
    rows = evidence(findings, matrix) if matrix else []
    regions = matrix.regions if matrix else summary.regions
    return {
        "uuid": _NIL,
        "metadata": {
            "title": f"Controls of {', '.join(summary.files) or 'nothing'} as of {summary.as_of}".replace("\n", " "),
            "last-modified": moment(summary),
            "version": summary.as_of,
            "oscal-version": VERSION,
        },
        "import-ap": {"href": f"#{PLAN}", "remarks": "There is no plan in OSCAL: the files of controls are the plan."},
        "results": [result(region, _of(rows, region), summary) for region in regions],
        "back-matter": {"resources": resources(summary)},
    }


def _of(rows: Sequence[Evidence], region: str) -> list[Evidence]:
    return [row for row in rows if row.region == region]
