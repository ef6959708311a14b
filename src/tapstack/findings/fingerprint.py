"""What makes a finding the same finding after the file around it was edited."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from tapstack.findings.finding import Finding
from tapstack.findings.source_root import project_path
from tapstack.findings.status import QUIET


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """32 hexadecimal digits for each finding, in the same order, no two alike.

    They depend on check, layer, region, resource, template path and the file's path in its project; not on
    line, column, message, status, waiver, machine or current directory. Findings that agree in all of that
    are numbered by place and message, PASS and SKIP last: leaving those out changes no other fingerprint.
    """
    paths = {file: project_path(file) for file in {finding.file for finding in findings}}
    seen: Counter[str] = Counter()
    made = [""] * len(findings)
    for index in sorted(range(len(findings)), key=lambda index: _turn(findings[index])):
        identity = _identity(findings[index], paths)
        made[index] = _digest(f"{identity} {seen[identity]}")
        seen[identity] += 1
    return made


def _turn(finding: Finding) -> tuple[bool, int, int, str]:
    return (finding.status in QUIET, finding.line or 0, finding.column or 0, finding.message)


def _identity(finding: Finding, paths: dict[str, str]) -> str:
    place = (finding.region, finding.resource, finding.path, paths[finding.file])
    return json.dumps([finding.check, finding.layer, *place])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]
