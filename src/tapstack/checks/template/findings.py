"""Problems and verdicts of the template layer as findings: with file and place, secrets hidden."""

from dataclasses import replace

from tapstack.checks.subject import Subject
from tapstack.findings import Check, Finding, Problem, Status, TemplatePath, redact


def of_problem(subject: Subject, region: str, problem: Problem) -> Finding:
    """The finding that a problem of one region is."""
    message = redact(problem.message, subject.secrets)
    fix = redact(problem.fix or problem.check.fix, subject.secrets)
    return _finding(subject, region, replace(problem, message=message, fix=fix))


def verdict(subject: Subject, region: str, check: Check, status: Status, resource: str | None, message: str) -> Finding:
    """A verdict on one resource, or on the template."""
    path: TemplatePath = ("Resources", resource) if resource else ()
    return _finding(subject, region, Problem(check, path, message, status=status))


def resource_of(path: TemplatePath) -> str | None:
    """The logical id that a path leads into."""
    return str(path[1]) if len(path) > 1 and path[0] == "Resources" else None


def _finding(subject: Subject, region: str, problem: Problem) -> Finding:
    check, path = problem.check, problem.path
    place = subject.template.position(path)
    return Finding(
        check=check.id,
        layer="template",
        status=problem.status,
        severity=check.severity,
        region=region,
        resource=resource_of(path),
        path=path,
        file=subject.file,
        line=problem.line or place.line,
        column=problem.column or place.column,
        message=problem.message,
        fix=problem.fix or check.fix,
        source=check.source,
        title=check.title,
    )
