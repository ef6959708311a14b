"""Templates, judged by the pair layer."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from tapstack.checks.pair import run
from tapstack.checks.subject import Subject
from tapstack.findings import Finding, Status

EAST, EU = "us-east-1", "eu-central-1"


def subject_of(template: dict[str, Any], folder: Path, regions: tuple[str, ...] = (EU, EAST), **more: Any) -> Subject:
    file = folder / "template.json"
    file.write_text(json.dumps(template, default=str))
    given = more.pop("given", {})
    as_of = date(2026, 11, 25)
    return Subject(str(file), regions, given=given, complete=bool(given), as_of=as_of, **more)


def judged(template: dict[str, Any], folder: Path, regions: tuple[str, ...] = (EU, EAST), **more: Any) -> list[Finding]:
    return list(run(subject_of(template, folder, regions, **more)))


def failed(findings: list[Finding]) -> dict[str, list[Finding]]:
    """The findings that are FAIL, by check."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.status is Status.FAIL:
            found.setdefault(finding.check, []).append(finding)
    return found
