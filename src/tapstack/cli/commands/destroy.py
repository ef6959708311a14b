"""``tapstack destroy``."""

from __future__ import annotations

import click

from tapstack.cli import deployment, options
from tapstack.pipeline.values import path


@click.command("destroy", epilog="The report is written to reports/destroy.json, or to the folder named by --reports.")
@deployment.deployed
@click.option("--delete-data", "stores", metavar="STORE", multiple=True, help="Delete this store, too; repeatable.")
@click.option("--dry-run", is_flag=True, help="Only show what would go and what would stay.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), metavar="MINUTES", help="Follow no longer.")
@click.option("--reports", default="reports", show_default=True, callback=options.parsed(path), help="Folder for it.")
@click.option("--format", "form", type=click.Choice(("human", "json")), default="human", show_default=True)
@deployment.yes
def command(
    *,
    named: deployment.Named,
    stores: tuple[str, ...],
    dry_run: bool,
    timeout: float | None,
    reports: str,
    form: str,
    yes: bool,
) -> int:
    """Delete the stacks, last region first, and then the StackSet; data stays.

    Shows first what goes and what stays, and asks. Stores stay unless each is named by its logical id; then it is asked
    twice more. After an interruption the same command goes on from where it was. Exits with 1 if anything does not go.
    """
    from tapstack.deploy.installed import require

    require()
    from tapstack.cli.confirmation import say
    from tapstack.cli.connected import connected
    from tapstack.cli.destroying import How, destroy

    target = named.target()
    connection = connected(target)
    say(connection, target.stack_set)
    return destroy(connection, target, How(stores, dry_run, timeout, reports, form, yes))
