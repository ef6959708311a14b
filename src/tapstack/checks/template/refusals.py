"""For what CloudFormation refuses the parameters of a deployment, before it makes anything."""

from collections.abc import Iterator

from tapstack.checks.subject import Subject
from tapstack.checks.template.findings import of_problem
from tapstack.findings import Finding, Problem, Severity, Status


def refusals(subject: Subject, region: str) -> list[Finding]:
    """The findings of severity error, empty where the parameters are taken.

    They come from the Parameters section itself, from the values given for it and from the Rules section.
    """
    found = (problem for problem in _about_parameters(subject, region) if problem.status is Status.FAIL)
    return [of_problem(subject, region, problem) for problem in found if problem.check.severity is Severity.ERROR]


def _about_parameters(subject: Subject, region: str) -> Iterator[Problem]:
    yield from subject.parameters.problems
    yield from subject.rules.problems
    yield from subject.values.problems
    yield from subject.rules.evaluate(subject.values, subject.place(region).pseudo)
