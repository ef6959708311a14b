"""The report of differences: each with its place, both values, and why it is there or that it is flagged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.checks.pair.layer import once, pairs
from tapstack.checks.pair.words import told
from tapstack.findings import Finding, Status, TemplatePath, redact
from tapstack.graph.pair import ABSENT, Difference, Explanation, Pair, Twin
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject


class Row(NamedTuple):
    """One difference; ``flags`` are the checks that have something against it."""

    pair: Pair
    twin: Twin
    difference: Difference
    explanation: Explanation
    flags: tuple[str, ...]

    @property
    def flagged(self) -> bool:
        """Whether somebody should look at it: it has no explanation, or a check fails over it."""
        return not self.explanation.explains or bool(self.flags)


class Comparison(NamedTuple):
    """All differences, what is wrong with them, and what is wrong where there is none."""

    rows: list[Row]
    findings: list[Finding]
    alike: list[Finding]


def comparison(subject: Subject) -> Comparison:
    """The differences between every two regions, in the order of the template."""
    findings = [finding for finding in once(subject) if finding.status in (Status.FAIL, Status.UNKNOWN)]
    rows = [
        Row(pair, twin, difference, pair.explain(difference), _flags(pair, difference, findings))
        for pair in pairs(subject)
        for twin in [*pair.twins.values(), *pair.outputs.values()]
        for difference in pair.differences(twin)
    ]
    told_of = {place for row in rows for place in _places(row.pair, row.difference)}
    alike = [finding for finding in findings if not any(_within(finding.path, place) for place in told_of)]
    return Comparison(rows, findings, alike)


def document(subject: Subject, found: Comparison) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "version": 1,
        "file": subject.file,
        "regions": list(subject.regions),
        "counts": {
            "differences": len(found.rows),
            "flagged": sum(row.flagged for row in found.rows),
            "by_explanation": dict(sorted(Counter(row.explanation.kind for row in found.rows).items())),
        },
        "differences": [_row(subject, row) for row in found.rows],
        "findings": [_finding(finding) for finding in found.findings],
    }


def _row(subject: Subject, row: Row) -> dict[str, Any]:
    difference = row.difference
    place = row.pair.stack(row.pair.regions[difference.side]).origin(difference.path)
    at = subject.template.position(place)
    sides = zip(row.pair.regions, difference.values, strict=True)
    return {
        "regions": list(row.pair.regions),
        "section": row.twin.section,
        "id": row.twin.name,
        "type": row.twin.type or None,
        "path": list(difference.path),
        "template_path": list(place),
        "line": at.line,
        "column": at.column,
        "values": {region: readable(value, subject.secrets) for region, value in sides if value is not ABSENT},
        "explanation": {"kind": row.explanation.kind, "text": row.explanation.text},
        "flagged": row.flagged,
        "checks": list(row.flags),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    names = ("check", "status", "severity", "region", "resource", "path", "line", "column", "message", "fix")
    return {name: getattr(finding, name) for name in names}


def readable(value: Any, secrets: frozenset[str]) -> Any:
    """A rendered value as JSON has it, without a secret; what is not known as ``{"Unresolved": ...}``."""
    if isinstance(value, Unresolved):
        return readable(value.to_json(), secrets)
    if isinstance(value, dict):
        return {redact(str(name), secrets): readable(member, secrets) for name, member in value.items()}
    if isinstance(value, list):
        return [readable(member, secrets) for member in value]
    return redact(value, secrets) if isinstance(value, str) else value


def label(row: Row) -> str:
    """Where a difference is, below its resource or output."""
    return told(row.difference.path).removeprefix(row.twin.name).lstrip(".") or "(all of it)"


def _flags(pair: Pair, difference: Difference, findings: Sequence[Finding]) -> tuple[str, ...]:
    places = _places(pair, difference)
    found = {finding.check for finding in findings for place in places if _within(finding.path, place)}
    return tuple(sorted(found))


def _places(pair: Pair, difference: Difference) -> list[TemplatePath]:
    """Where either side's value stands in the template; a side without one has none."""
    sides = zip(pair.regions, difference.paths, difference.values, strict=True)
    return [pair.stack(region).origin(path) for region, path, value in sides if value is not ABSENT]


def _within(path: TemplatePath, place: TemplatePath) -> bool:
    return len(path) >= len(place) > 1 and path[: len(place)] == place
