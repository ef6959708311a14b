"""The pair under other parameters than those given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tapstack.checks.pair.layer import faults
from tapstack.checks.pair.mentions import named
from tapstack.checks.subject import Subject
from tapstack.findings import Finding, Status, TemplatePath

_LOCAL = frozenset({"PAIR-007", "PAIR-015"})


def again(subject: Subject) -> Iterator[Finding]:
    """What is wrong, but for a region that a parameter brought in: where its value was made up, so was the region."""
    for finding in faults(subject):
        if finding.check not in _LOCAL or finding.status is not Status.FAIL or _says_region(subject, finding.path):
            yield finding


def _says_region(subject: Subject, path: TemplatePath) -> bool:
    """Whether the template itself names a region there."""
    at: Any = subject.template.body
    for step in path:
        inside = (isinstance(at, dict) and step in at) or (isinstance(at, list) and isinstance(step, int))
        if not inside:
            break
        at = at[step]
    return bool(named(json.dumps(at, default=str)))
