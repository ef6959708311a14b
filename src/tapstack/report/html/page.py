"""The whole report, put together."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from tapstack.findings import ControlMatrix, Finding, Severity, Status, Summary
from tapstack.report.baseline_text import baseline_text
from tapstack.report.html.assets import script, style
from tapstack.report.html.controls import control_rows, framework_views
from tapstack.report.html.environment import environment
from tapstack.report.html.found import found
from tapstack.report.html.graph import board
from tapstack.report.html.ids import Ids
from tapstack.report.html.resources import entries, places
from tapstack.report.html.security import policy
from tapstack.report.html.tallies import tallies
from tapstack.report.html.timelines import DrillView, figure, timeline
from tapstack.report.html.tokens import word
from tapstack.report.html.trend import trend_view
from tapstack.report.html.waived import waiver_views

_VERDICTS = {0: ("passed", "PASS"), 1: ("failed", "FAIL")}
_NOTHING = ("nothing was checked", "UNKNOWN")


def page(findings: Sequence[Finding], summary: Summary) -> str:
    """One HTML document."""
    return environment().get_template("page.html").render(_context(findings, summary))


def _context(findings: Sequence[Finding], summary: Summary) -> Mapping[str, Any]:
    ids = Ids()
    known = places(summary, ids)
    noteworthy = found(findings, summary, ids, known)
    resources = entries(findings, noteworthy, summary, known)
    pictures = summary.exhibits.pictures if summary.exhibits else ()
    layers = tallies(findings, summary, ids)
    rows = control_rows(summary.controls, ids) if summary.controls else []
    return {
        "policy": policy(script(), style()),
        "script": Markup(script()),  # noqa: S704  our own
        "style": Markup(style()),  # noqa: S704  our own
        "summary": summary,
        "verdict": _VERDICTS.get(summary.exit_code, _NOTHING),
        "statuses": [status.value for status in Status],
        "severities": [severity.value for severity in Severity],
        "word": word,
        "baseline": baseline_text(summary.baselined) if summary.baselined else "",
        "matrix": summary.controls,
        "mappings": _mappings(summary.controls),
        "controls": rows,
        "control_ids": {row.control.id: row.id for row in rows},
        "frameworks": framework_views(summary.controls, rows) if summary.controls else [],
        "findings": noteworthy,
        "tallies": layers,
        "check_ids": {one.check: one.id for members in layers.values() for one in members},
        "resources": resources,
        "resource_ids": {(file, region, name): place for (file, region, name), place in known.items()},
        "boards": [board(picture, resources) for picture in pictures],
        "drills": _drills(summary, ids),
        "waivers": waiver_views(noteworthy, summary.as_of),
        "trend": trend_view(summary.exhibits.trend if summary.exhibits else None),
        "provenance": summary.provenance,
    }


def _mappings(matrix: ControlMatrix | None) -> tuple[int, int]:
    """How many clauses are said to ask for a control, and how many of them were verified."""
    clauses = [clause for control in matrix.controls for clause in control.clauses] if matrix else []
    return len(clauses), sum(clause.verified for clause in clauses)


def _drills(summary: Summary, ids: Ids) -> list[DrillView]:
    return [
        DrillView(
            id=ids("drill", drill.name, beside=place),
            drill=drill,
            figures=[figure(one) for one in drill.figures],
            timelines=[timeline(trial, summary.regions) for trial in drill.trials],
        )
        for place, drill in enumerate(summary.exhibits.drills if summary.exhibits else ())
    ]
