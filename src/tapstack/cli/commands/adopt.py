"""``tapstack adopt``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from tapstack.cli import deployment, options
from tapstack.cli.resources import resources as resource_option

FORMATS = ("human", "json")


@click.command("adopt")
@deployment.deployed
@resource_option
@click.option("--without", metavar="NAME", multiple=True, help="Do not adopt this resource; repeatable.")
@click.option("--dry-run", is_flag=True, help="Only show what would be imported, and the import's template as JSON.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), metavar="MINUTES", help="Follow no longer.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="human", show_default=True)
@options.output
@deployment.yes
def command(
    *,
    named: deployment.Named,
    resources: Mapping[str, Sequence[str]],
    without: tuple[str, ...],
    dry_run: bool,
    timeout: float | None,
    form: str,
    output: str | None,
    yes: bool,
) -> int:
    """Take what a deleted stack left into a new instance of the StackSet, with all its data.

    Finds the stores that the template retains, region by region; imports them into a new stack, which changes nothing
    of them; has the StackSet take that stack over. Then tapstack deploy brings the rest. After an interruption the same
    command goes on from where it was. Exits with 1 if anything that is there could not be adopted.
    """
    from tapstack.deploy.installed import require

    require()
    from tapstack.cli.adopting import How, adopt

    target = named.target()
    how = How(resources, without, dry_run, timeout, form, output, yes)
    return adopt(target, how)
