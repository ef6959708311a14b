"""Rendered stacks for the commands that show them, with what is wrong on standard error."""

from collections.abc import Sequence

from tapstack.checks.subject import Subject
from tapstack.cli.streams import note
from tapstack.config import Configuration
from tapstack.findings import Finding, InputError, Status, exit_code
from tapstack.findings.line import line
from tapstack.pipeline.engine import subject_of
from tapstack.pipeline.requests import Options, request
from tapstack.pipeline.values import known_region


def subject(file: str, region: str | None, options: Options, configuration: Configuration) -> Subject:
    """The template under these values in the one region asked for.

    Raises InputError if no region is named and not exactly one is configured.
    """
    chosen = region or _only(configuration)
    wanted = request(
        file, Options((known_region(chosen),), options.parameters, options.account_id, options.as_of), configuration
    )
    return subject_of(wanted)


def stack_set(file: str, options: Options, configuration: Configuration) -> Subject:
    """The template under these values in all regions asked for, or configured, in their order."""
    return subject_of(request(file, options, configuration))


def warn(subject: Subject) -> int:
    """Prints the findings of the template layer on standard error, a line each; gives the exit code."""
    from tapstack.checks.template import run

    findings = list(run(subject))
    for finding in _noteworthy(findings):
        note(line(finding))
    return 1 if exit_code(findings) == 1 else 0


def _noteworthy(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.status not in (Status.PASS, Status.SKIP)]


def _only(configuration: Configuration) -> str:
    if len(configuration.regions) != 1:
        raise InputError("No region is named.", remedy="Name one: --region us-east-1.")
    return configuration.regions[0]
