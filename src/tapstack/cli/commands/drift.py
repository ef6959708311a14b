"""``tapstack drift``."""

from __future__ import annotations

import click

from tapstack.cli import deployment, options
from tapstack.findings import ordered
from tapstack.findings.exits import FAIL_ON
from tapstack.pipeline.values import path


@click.command("drift", epilog="Reports are written to the folder reports/, or to the one named by --reports.")
@deployment.deployed
@click.option("--per-stack", is_flag=True, help="Look at each stack by itself, not at the StackSet.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), metavar="MINUTES", help="Wait no longer.")
@click.option("--fail-on", multiple=True, type=click.Choice(FAIL_ON), help="Fail on warnings or unknown, too.")
@click.option("--reports", default="reports", show_default=True, callback=options.parsed(path), help="Folder for them.")
@click.option("--format", "form", type=click.Choice(("human", "json")), default="human", show_default=True)
def command(
    *,
    named: deployment.Named,
    per_stack: bool,
    timeout: float | None,
    fail_on: tuple[str, ...],
    reports: str,
    form: str,
) -> int:
    """Look for what was changed or deleted by hand since the deployment, resource by resource and region by region.

    Says too whether the file is ahead of the StackSet. Exits with 1 if anything has drifted.
    """
    from tapstack.deploy.installed import require

    require()
    from tapstack.cli.connected import connected
    from tapstack.cli.drifting import drifted
    from tapstack.cli.verdict_reports import report

    target = named.target()
    connection = connected(target)
    subject = target.subject.placed(connection.account_id, target.subject.zones)
    verdicts = drifted(connection, target, per_stack=per_stack, timeout=timeout)
    findings = ordered(verdict.finding(subject) for verdict in verdicts)
    about = {"account": connection.account_id, "stack_set": target.stack_set, "regions": list(subject.regions)}
    return report(subject, findings, about, name="drift", folder=reports, form=form, fail_on=fail_on)
