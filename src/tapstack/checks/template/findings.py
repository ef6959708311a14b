"""Problems of the template layer as findings: with file and place, secrets hidden."""

from tapstack.checks.own import own
from tapstack.checks.subject import Subject
from tapstack.findings import Finding, Problem, redact


def of_problem(subject: Subject, region: str | None, problem: Problem) -> Finding:
    """The finding that a problem is, in one region or, without any, in all."""
    message = redact(problem.message, subject.secrets)
    found = own(subject, problem.check, problem.status, message, problem.path, region)
    return found._replace(
        line=problem.line or found.line,
        column=problem.column or found.column,
        fix=redact(problem.fix or found.fix, subject.secrets),
    )
