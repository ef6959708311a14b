"""Findings of the policy layer about rules, not about resources."""

from __future__ import annotations

from dataclasses import replace

from tapstack.checks.subject import Subject
from tapstack.findings import Check, Finding, Status, TemplatePath


def own(subject: Subject, check: Check, status: Status, message: str, path: TemplatePath = ()) -> Finding:
    """A verdict of one of our own checks, at a place of the template."""
    place = subject.template.position(path)
    return Finding(
        check=check.id,
        layer=check.layer,
        status=status,
        severity=check.severity,
        region=None,
        resource=str(path[1]) if len(path) > 1 else None,
        path=path,
        file=subject.file,
        line=place.line,
        column=place.column,
        message=message,
        fix=check.fix,
        source=check.source,
        title=check.title,
    )


def in_rules(subject: Subject, check: Check, message: str, file: str, line: int) -> Finding:
    """A FAIL at a place of a rule file."""
    return replace(own(subject, check, Status.FAIL, message), file=file, line=line, column=1)
