"""What is wrong with the controls as they are written."""

import re
from collections.abc import Iterator

from tapstack.findings import Check, Clause, Control, Finding, Status
from tapstack.findings.similar import Hints
from tapstack.pipeline.catalogue import own_checks
from tapstack.pipeline.controls.checks import AGREED, CHECKED, CLAUSE, KNOWN, PARAMETER, UNIQUE
from tapstack.pipeline.controls.ground import Ground
from tapstack.pipeline.controls.place import at_line

_LINT = re.compile(r"[EWI]\d{4}")
Fault = tuple[Check, str, str, str, int | None]
"""Check, message, what it is about, file and line."""


def faults(ground: Ground) -> Iterator[Finding]:
    """A FAIL for each fault, and a PASS for each check that found none."""
    found = [*_faults(ground)]
    for check, message, about, file, line in found:
        yield at_line(check, Status.FAIL, message, about, file, line)
    first = ground.book.controls[0].file if ground.book.controls else ""
    troubled = {check for check, *_ in found}
    for check in (CHECKED, UNIQUE, CLAUSE, KNOWN, AGREED, PARAMETER):
        if check not in troubled and ground.book.controls:
            yield at_line(check, Status.PASS, f"{check.title}.", "", first, None)


def _faults(ground: Ground) -> Iterator[Fault]:
    hints = Hints()
    known: dict[str, Control] = {}
    for control in ground.book.controls:
        first = known.setdefault(control.id, control)
        if first is not control:
            yield _of(control, UNIQUE, f"A control {control.id} stands at {first.file}:{first.line}, too.", "")
        if not control.checks:
            yield _of(control, CHECKED, f"Nothing judges {control.id}: it names no check.", "")
        for clause in control.clauses:
            if why := _unclaimed(ground, clause, hints):
                yield _of(control, CLAUSE, f"{control.id}: {why}", f"{clause.framework} {clause.number}")
        yield from _of_checks(ground, control, hints)
        yield from _of_parameters(ground, control, hints)
    yield from _unknown_to_controls(ground, hints)


def _of(control: Control, check: Check, message: str, about: str) -> Fault:
    return check, message, f"{control.id} {about}".strip(), control.file, control.line


def _unclaimed(ground: Ground, clause: Clause, hints: Hints) -> str:
    framework = ground.book.framework(clause.framework)
    if framework is None:
        near = hints(clause.framework, [one.id for one in ground.book.frameworks])
        return f"there is no framework {clause.framework!r}.{near}"
    if framework.clause(clause.number) is None:
        near = hints(clause.number, [one.number for one in framework.clauses])
        return f"{framework.title} has no clause {clause.number!r}.{near}"
    return ""


def _of_checks(ground: Ground, control: Control, hints: Hints) -> Iterator[Fault]:
    for check in control.checks:
        found = ground.of(check)
        if not found and check not in own_checks() and _should_be_known(ground, check):
            known = sorted({*own_checks(), *(one.check for one in ground.findings)})
            near = hints(check, known)
            yield _of(control, KNOWN, f"{control.id} names the check {check!r}, which is nowhere.{near}", check)
        named = {name for one in found for name in one.controls}
        if named and control.id not in named:
            message = f"{control.id} names {check}, which names {', '.join(sorted(named))} and not {control.id}."
            yield _of(control, AGREED, message, check)


def _should_be_known(ground: Ground, check: str) -> bool:
    """A rule of Guard, or a check of controls, speaks where policy ran; a rule of cfn-lint where lint ran."""
    return "lint" in ground.layers if _LINT.fullmatch(check) else "policy" in ground.layers


def _of_parameters(ground: Ground, control: Control, hints: Hints) -> Iterator[Fault]:
    declared = [subject.template.section("Parameters") for subject in ground.subjects]
    for condition in control.holds_when:
        name = condition.parameter
        bodies = [parameters[name] for parameters in declared if name in parameters]
        if not bodies:
            near = hints(name, sorted({each for parameters in declared for each in parameters}))
            yield _of(
                control, PARAMETER, f"{control.id} waits for a parameter {name!r}, which is not there.{near}", name
            )
            continue
        allowed = [str(one) for body in bodies for one in body.get("AllowedValues", ())]
        for value in condition.values:
            if allowed and value not in allowed:
                message = f"{control.id} waits for {name} to be {value!r}, which it cannot be.{hints(value, allowed)}"
                yield _of(control, PARAMETER, message, f"{name} {value}")


def _unknown_to_controls(ground: Ground, hints: Hints) -> Iterator[Fault]:
    """Rules that name a control which is not there, or which does not name them.

    The checks that come with the tool name the controls of the project that it was made for; others need not have them.
    """
    ids = {control.id for control in ground.book.controls}
    judging = ground.book.judging()
    said: set[tuple[str, str]] = set()
    for finding in (one for one in ground.findings if one.controls and one.check not in own_checks()):
        for name in finding.controls:
            if name in judging.get(finding.check, ()) or (finding.check, name) in said:
                continue
            said.add((finding.check, name))
            file = ground.book.controls[0].file if ground.book.controls else finding.file
            what = f"does not name {finding.check}." if name in ids else f"is not there.{hints(name, sorted(ids))}"
            message = f"{finding.check} ({finding.source}) names {name}, which {what}"
            yield AGREED, message, f"{finding.check} {name}", file, _line(ground, name)


def _line(ground: Ground, name: str) -> int | None:
    return next((one.line for one in ground.book.controls if one.id == name), None)
