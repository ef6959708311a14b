"""Annotations for GitHub Actions: one workflow command for each place.

Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Sequence

from tapstack.findings import Finding, Status, Summary, plain
from tapstack.report.baseline_text import baseline_text
from tapstack.report.choice import Group, grouped, level, shown
from tapstack.report.waiver_text import waiver_text

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def draw(findings: Sequence[Finding], summary: Summary, everything: bool = False) -> str:
    """A line for each finding that needs a reader; PASS and SKIP only with ``everything``, WAIVED as a notice.

    What a baseline hid is one notice.
    """
    groups = grouped(shown(findings, everything), summary.regions)
    lines = [_annotation(group) for group in groups]
    if summary.baselined and summary.baselined.total:
        lines.append(f"::notice title=Baseline::{_data(baseline_text(summary.baselined))}")
    return "".join(line + "\n" for line in lines)


def _annotation(group: Group) -> str:
    finding = group.finding
    places = {"file": finding.file, "line": finding.line, "col": finding.column, "title": _title(group)}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in places.items() if value is not None)
    waived = [f"Waived: {waiver_text(finding.waiver)}"] if finding.waiver else []
    text = "%0A".join(map(_data, (finding.message, *waived, finding.fix, finding.source)))
    return f"::{_COMMANDS[level(finding)]} {properties}::{text}"


def _title(group: Group) -> str:
    status = "" if group.finding.status is Status.FAIL else f" {group.finding.status}"
    regions = f" [{', '.join(group.regions)}]" if group.regions else ""
    return f"{group.finding.check}{status}{regions}"


def _data(text: str) -> str:
    """Line breaks stay line breaks; what else a log would obey is written as an escape."""
    return "%0A".join(plain(line).replace("%", "%25") for line in text.splitlines())


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
