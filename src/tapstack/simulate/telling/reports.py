"""A simulation carried out and told: the text, and the findings that decide how the command ends."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from tapstack.checks.own import own
from tapstack.findings import Finding, NothingCheckedError, Status, plain, redact
from tapstack.simulate.checks import BREAKS
from tapstack.simulate.deployment import deploy
from tapstack.simulate.deployment.run import prepared, refuse_unsupported
from tapstack.simulate.drills.catalogue import chosen
from tapstack.simulate.drills.drillable import lacks
from tapstack.simulate.drills.run import run
from tapstack.simulate.script import acting, carry_out, read
from tapstack.simulate.sweep import sweep
from tapstack.simulate.telling import deployments, drills, sweeps, timelines
from tapstack.simulate.verdicts import of_deployment, of_drill, of_sweep

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject

Told = tuple[str, list[Finding]]
Note = Callable[[str], None]


def deploy_report(subject: Subject, *, seed: int, form: str, events: bool, note: Note) -> Told:
    """One deployment into every region."""
    ready = prepared(subject)

    def tell(happened: Any) -> None:
        if getattr(happened, "target", None) is not None:
            note(f"{happened.target.region}: {happened.status}")

    deployed = deploy(ready, seed=seed, tell=tell)
    findings = list(of_deployment(ready, deployed))
    if form == "json":
        return _json(deployments.document(deployed), ready.secrets), findings
    return deployments.human(deployed, ready.secrets, events=events), findings


def sweep_report(subject: Subject, *, seed: int, form: str, note: Note) -> Told:
    """Every call of a deployment, an update and a deletion, broken in turn."""
    ready = prepared(subject)
    refuse_unsupported(ready)
    count = 0

    def tell(place: Any) -> None:
        nonlocal count
        count += 1
        if count % 25 == 0:
            note(f"{count} calls refused; now {place.phase} in {place.region}")

    swept = sweep(ready, seed=seed, tell=tell)
    findings = list(of_sweep(ready, swept))
    if form == "json":
        return _json(sweeps.document(swept), ready.secrets), findings
    return sweeps.human(swept, ready.secrets), findings


def drill_report(
    subject: Subject,
    names: Sequence[str],
    *,
    seed: int,
    form: str,
    timeline: bool,
    pictures: str | None,
    note: Note,
) -> Told:
    """Drills, all of them or those named; ``pictures`` is a folder for their timelines. Raises InputError."""
    wanted = chosen(names)
    ready = prepared(subject)
    refuse_unsupported(ready)
    if why := lacks(ready):
        remedy = "Name both regions, and a template that has it; --deploy deploys any other."
        raise NothingCheckedError(f"{ready.file} cannot be drilled: {why}.", remedy=remedy)
    if pictures is not None:
        timelines.make(pictures)
    results = run(ready, wanted, seed=seed, tell=note)
    findings = [finding for result in results for finding in of_drill(ready, result)]
    if pictures is not None:
        timelines.write_all(results, pictures, ready.secrets)
    if form == "json":
        return _json(drills.document(results, seed), ready.secrets), findings
    return drills.human(results, ready.secrets, timeline=timeline), findings


def script_report(subject: Subject, script: str, *, seed: int, form: str) -> Told:
    """The steps of a script, and what must hold after each."""
    wanted = read(script)
    ready = prepared(subject)
    refuse_unsupported(ready)
    with acting(ready, seed=seed) as actor:
        report = carry_out(actor, wanted)
    findings = [own(ready, BREAKS, Status.FAIL, f"{script}, line {line}: {fault}.") for line, fault in report.faults]
    findings = findings or [own(ready, BREAKS, Status.PASS, "every step")]
    if form == "json":
        faults = [{"line": line, "fault": fault} for line, fault in report.faults]
        return _json({"version": 1, "steps": report.lines, "faults": faults}, ready.secrets), findings
    told = [*report.lines, *(f"FAIL line {line}: {fault}" for line, fault in report.faults)]
    return "".join(redact(plain(line), ready.secrets) + "\n" for line in told), findings


def _json(document: Any, secrets: frozenset[str]) -> str:
    return redact(json.dumps(document, indent=2), secrets) + "\n"
