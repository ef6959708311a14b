"""The policy layer: each rule on each region's stack, and what is to be said of the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.controls.layer import run as controls
from tapstack.checks.own import own
from tapstack.checks.policy import wording
from tapstack.checks.policy.checks import CONFIGURED
from tapstack.checks.policy.document import Document
from tapstack.checks.policy.engine import binding, quiet
from tapstack.checks.policy.files import RuleFile, rule_files
from tapstack.checks.policy.judge import judge
from tapstack.checks.policy.pack import about_the_rules
from tapstack.checks.policy.paths import existing
from tapstack.checks.policy.unit import Unit
from tapstack.checks.policy.verdict import Verdict
from tapstack.checks.subject import Subject
from tapstack.findings import Finding, Severity, Status, TemplatePath


def run(subject: Subject) -> Iterator[Finding]:
    """A verdict for each rule, resource and region; SKIP where no rules are configured.

    Of the configured template also those of the controls that no rule can judge.

    Raises InputError for a rule file that cannot be read and MissingToolError where there is no engine.
    """
    files = list(rule_files(subject.rule_paths))
    if not any(file.units for file in files):
        yield own(subject, CONFIGURED, Status.FAIL if subject.rule_paths else Status.SKIP, _no_rules(subject))
        return
    with quiet():
        found = list(_judged(subject, files))
    yield from found
    yield from about_the_rules(subject, files, found)
    if subject.configured:
        yield from controls(subject)


def _no_rules(subject: Subject) -> str:
    if subject.rule_paths:
        return f"There is no rule (in a file *.guard) in {', '.join(subject.rule_paths)}."
    return "No policy rules are configured."


def _judged(subject: Subject, files: list[RuleFile]) -> Iterator[Finding]:
    engine = binding()
    for region in subject.regions:
        document = Document(subject, region)
        for file in files:
            for unit in file.units:
                for verdict in judge(unit, document, engine):
                    yield _finding(subject, unit, document, verdict)


def _finding(subject: Subject, unit: Unit, document: Document, verdict: Verdict) -> Finding:
    path, place = document.place(_path(document, verdict))
    return Finding(
        check=unit.name,
        layer="policy",
        status=verdict.status,
        severity=unit.about.severity if subject.ours else _at_most_warning(unit.about.severity),
        region=document.stack.region,
        resource=verdict.resource,
        path=path,
        file=subject.file,
        line=place.line,
        column=place.column,
        message=document.discreet(wording.message(unit, verdict)),
        fix=document.discreet(wording.fix(unit, verdict)),
        source=wording.source(unit),
        controls=unit.about.controls,
        title=unit.about.title or unit.name,
    )


def _path(document: Document, verdict: Verdict) -> TemplatePath:
    """Where the first thing stands that is wrong or unknown, or the resource."""
    if verdict.violations and (path := existing(document.root, verdict.violations[0].path)):
        return path
    if verdict.doubts:
        return verdict.doubts[0].path
    return ("Resources", verdict.resource) if verdict.resource else ()


def _at_most_warning(severity: Severity) -> Severity:
    """Rules concern the template that they are configured for; of another one, they are advice."""
    return Severity.WARNING if severity is Severity.ERROR else severity
