"""What is wrong with the rules themselves: empty files, rules that never apply, names that occur twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tapstack.checks.own import own
from tapstack.checks.policy import wording
from tapstack.checks.policy.checks import APPLIES, DESCRIBED, FILLED, SUPPRESSED, UNIQUE
from tapstack.checks.policy.files import RuleFile
from tapstack.checks.policy.unit import DEFAULT, Unit
from tapstack.checks.subject import Subject
from tapstack.findings import Check, Finding, Status

_CHECKS = (FILLED, APPLIES, UNIQUE, DESCRIBED, SUPPRESSED)


def about_the_rules(subject: Subject, files: Sequence[RuleFile], judged: Sequence[Finding]) -> Iterator[Finding]:
    """The faults of the rules, and a PASS for each check that found none.

    Whether a rule applies at all is asked only of the template that it is configured for. Where no rule applied,
    nothing passes: it would look as if something of the template had been checked.
    """
    found = [*_faults(subject, files)]
    if subject.ours:
        found += _idle(subject, files, judged)
    found += _suppressions(subject)
    yield from found
    troubled = {finding.check for finding in found}
    applied = any(finding.status is not Status.SKIP for finding in judged)
    for check in _CHECKS if applied else ():
        if check.id not in troubled and (subject.ours or check is not APPLIES):
            yield own(subject, check, Status.PASS, f"{check.title}.")


def _faults(subject: Subject, files: Sequence[RuleFile]) -> Iterator[Finding]:
    known: dict[str, Unit] = {}
    for file in files:
        if not file.units:
            yield _in_rules(subject, FILLED, "The file has no rule.", file.path, 1)
        for unit in file.units:
            first = known.setdefault(unit.name, unit)
            if first is not unit and unit.name != DEFAULT:
                message = f"A rule {unit.name} stands at {first.where}, too."
                yield _in_rules(subject, UNIQUE, message, unit.file, unit.line)
            if unit.about.unknown_severity:
                message = f"The rule {unit.name} has the severity {unit.about.unknown_severity!r}."
                yield _in_rules(subject, DESCRIBED, message, unit.file, unit.line)


def _idle(subject: Subject, files: Sequence[RuleFile], judged: Sequence[Finding]) -> Iterator[Finding]:
    busy = {(finding.check, finding.source) for finding in judged if finding.status is not Status.SKIP}
    for unit in (unit for file in files for unit in file.units):
        if (unit.name, wording.source(unit)) not in busy:
            message = f"The rule {unit.name} applies to nothing in {', '.join(subject.regions)}."
            yield _in_rules(subject, APPLIES, message, unit.file, unit.line)


def _suppressions(subject: Subject) -> Iterator[Finding]:
    for name, body in subject.template.section("Resources").items():
        metadata = body.get("Metadata") if isinstance(body, dict) else None
        guard = metadata.get("guard") if isinstance(metadata, dict) else None
        if isinstance(guard, dict) and "SuppressedRules" in guard:
            path = ("Resources", name, "Metadata", "guard", "SuppressedRules")
            message = f"{name} names rules to suppress, which is not heeded: {guard['SuppressedRules']!r}."
            yield own(subject, SUPPRESSED, Status.FAIL, message, path)


def _in_rules(subject: Subject, check: Check, message: str, file: str, line: int) -> Finding:
    """A FAIL at a place of a rule file."""
    return own(subject, check, Status.FAIL, message)._replace(file=file, line=line, column=1)
