"""The report for people, without colour: the same bytes wherever it goes."""

from collections.abc import Sequence

from tapstack.findings import Finding, Summary
from tapstack.report.layout import lines


def draw(findings: Sequence[Finding], summary: Summary, everything: bool = False) -> str:
    """Findings with place, message, fix and source; then counts for each layer and the result."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines(findings, summary, everything))
