"""How many verdicts of each kind there are, and the stable order in which they are shown."""

from collections import Counter
from collections.abc import Iterable

from tapstack.findings.finding import Finding
from tapstack.findings.status import Status


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """The number of findings of each status, every status named, in the order of ``Status``."""
    found = Counter(finding.status for finding in findings)
    return {status.value: found[status] for status in Status}


def counts_by_layer(findings: Iterable[Finding]) -> dict[str, dict[str, int]]:
    """``counts`` for each layer, in the order in which the layers first occur."""
    layers: dict[str, list[Finding]] = {}
    for finding in findings:
        layers.setdefault(finding.layer, []).append(finding)
    return {layer: counts(members) for layer, members in layers.items()}


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """By file, line, column, region, check, resource and message; what has no line stands first in its file."""
    return sorted(findings, key=_place)


def _place(finding: Finding) -> tuple[str, int, int, str, str, str, str]:
    return (
        finding.file,
        finding.line or 0,
        finding.column or 0,
        finding.region or "",
        finding.check,
        finding.resource or "",
        finding.message,
    )
