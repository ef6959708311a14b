"""``tapstack status``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tapstack.cli import deployment, options
from tapstack.cli.output import write
from tapstack.findings import Finding, exit_code, plain, redact
from tapstack.findings.exits import FAILED, NOTHING_CHECKED, OK, worst
from tapstack.report.json_text import json_text

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.status.situation import Situation
    from tapstack.deploy.target import Target


@click.command("status")
@deployment.deployed
@click.option("--follow", "follows", is_flag=True, help="Attach to the operation that is under way.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), metavar="MINUTES", help="Follow no longer.")
@click.option("--prove", "proves", is_flag=True, help="Ask both regions whether all is as it should be.")
@click.option("--format", "form", type=click.Choice(("human", "json")), default="human", show_default=True)
@options.output
def command(
    *,
    named: deployment.Named,
    follows: bool,
    timeout: float | None,
    proves: bool,
    form: str,
    output: str | None,
) -> int:
    """Tell what is deployed: the StackSet, its instances, operations and stacks, and what failed in them last.

    Exits with 0 if every region is CURRENT, with 1 if one is not (or, with --prove, if anything is not as it should
    be), and with 5 if nothing is there.
    """
    from tapstack.deploy.installed import require

    require()
    from tapstack.cli.connected import connected, followed
    from tapstack.deploy.status.situation import situation

    target = named.target()
    connection = connected(target)
    seen = situation(connection, target.stack_set)
    while follows and seen.running is not None:
        followed(connection, target, seen.running.id, timeout)
        seen = situation(connection, target.stack_set)
    findings = _proved(connection, target) if proves and seen.standing else []
    write(_shown(connection, target, seen, findings, form), output)
    return _code(target, seen, findings if proves else None)


def _proved(connection: Connection, target: Target) -> list[Finding]:
    from tapstack.deploy.proving import prove

    return list(prove(connection, target.stack_set, target.subject))


def _code(target: Target, seen: Situation, findings: Sequence[Finding] | None) -> int:
    if seen.standing is None:
        return NOTHING_CHECKED
    current = OK if seen.is_current(target.subject.regions) else FAILED
    return current if findings is None else worst([current, exit_code(findings)])


def _shown(connection: Connection, target: Target, seen: Situation, findings: Sequence[Finding], form: str) -> str:
    from tapstack.deploy.finding_lines import counted, finding_json, noteworthy, without
    from tapstack.deploy.status.shown import document, text

    if form == "json":
        body = document(connection, target.stack_set, seen, target.subject.regions)
        told = {**body, "findings": [finding_json(one) for one in findings]}
        return json_text(without(told, target.subject.secrets))
    lines = list(text(connection, target.stack_set, seen))
    if findings:
        lines += [*noteworthy(findings), f"Proof: {counted(findings)}."]
    return "".join(redact(plain(line), target.subject.secrets) + "\n" for line in lines)
