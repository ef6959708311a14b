"""Findings of the deploy layer for people and for programs, and values without secrets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from tapstack.findings import Finding, Status, redact
from tapstack.findings.line import line
from tapstack.findings.status import QUIET


def noteworthy(findings: Sequence[Finding]) -> Iterator[str]:
    """A line for each that is neither PASS nor SKIP, with its region."""
    for finding in findings:
        if finding.status not in QUIET:
            where = " ".join(part for part in (finding.region, finding.resource) if part)
            yield line(finding._replace(message=f"{where}: {finding.message}" if where else finding.message))


def counted(findings: Sequence[Finding]) -> str:
    """``512 PASS, 1 FAIL``."""
    found = Counter(finding.status for finding in findings)
    return ", ".join(f"{found[status]} {status}" for status in Status if found[status]) or "nothing was asked"


def finding_json(finding: Finding) -> dict[str, Any]:
    """Plain values."""
    kept = ("check", "status", "severity", "region", "resource", "message", "fix", "source", "title")
    return {name: getattr(finding, name) for name in kept}


def without(value: Any, secrets: Collection[str]) -> Any:
    """The same, with every secret in every text of it hidden."""
    if isinstance(value, dict):
        return {key: without(member, secrets) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [without(member, secrets) for member in value]
    return redact(value, secrets) if isinstance(value, str) else value
