"""``tapstack purge``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from tapstack.cli import deployment, options
from tapstack.cli.asking import agreed, typed
from tapstack.cli.output import write
from tapstack.cli.resources import resources as resource_option
from tapstack.cli.streams import note
from tapstack.findings import InputError
from tapstack.findings.exits import FAILED, OK
from tapstack.report.json_text import json_text

if TYPE_CHECKING:
    from tapstack.deploy.purge.row import Row

FORMATS = ("human", "json")


@click.command("purge")
@deployment.deployed
@click.option("--store", "stores", metavar="NAME", multiple=True, help="Only this store; repeatable.")
@resource_option
@click.option("--key-window", type=click.IntRange(7, 30), default=30, show_default=True, help="Days a key waits.")
@click.option("--bypass-governance", is_flag=True, help="Lift locks that are there against mistakes.")
@click.option("--dry-run", is_flag=True, help="Only show what would go.")
@click.option("--yes", is_flag=True, help="Do not ask; each store must be named by --store then.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="human", show_default=True)
@options.output
def command(
    *,
    named: deployment.Named,
    stores: tuple[str, ...],
    resources: Mapping[str, Sequence[str]],
    key_window: int,
    bypass_governance: bool,
    dry_run: bool,
    yes: bool,
    form: str,
    output: str | None,
) -> int:
    """Delete for good what a deleted stack left: buckets, tables, streams, queues, vaults and their keys.

    Only stores that the template names and that no stack has any more. Shows each with what it holds, asks, and has the
    name of the deployment typed. Exits with 1 if anything is left; the same command goes on from there.
    """
    from tapstack.deploy.installed import require

    require()
    from tapstack.cli.connected import connected
    from tapstack.deploy.purge.choice import chosen, kept
    from tapstack.deploy.purge.parts import with_parts
    from tapstack.deploy.purge.report import document, listing, summary
    from tapstack.deploy.purge.run import purge
    from tapstack.deploy.retained import everywhere, placed
    from tapstack.deploy.stores import Wishes

    if yes and not stores:
        raise InputError("--yes alone deletes no data.", remedy="Name each store: --yes --store NAME --store NAME.")
    target = named.target()
    connection = connected(target)
    subject = placed(target.subject, connection)
    every = with_parts(connection, everywhere(connection, subject, resources))
    wanted = chosen(every, stores)
    note(f"Account {connection.account_id}, as {connection.caller}.")
    going = [found for found in wanted if kept(found) is None]
    if dry_run or going:
        for line in listing(wanted):
            note(line)
    if dry_run:
        return OK
    if going and not yes:
        _ask(len(going), word=str(subject.values.values.get("EnvironmentSuffix", connection.account_id)))
    wishes = Wishes(bypass_governance=bypass_governance, key_window=key_window)
    others = [found for found in every if found not in wanted]
    aloud = form == "human" and output is None
    rows = _shown(purge(connection, wanted, others, wishes), put_line if aloud else note)
    if form == "json":
        write(json_text(document(connection, rows)), output)
    else:
        lines = [] if aloud else [row.line for row in rows]
        write("\n".join([*lines, summary(rows)]) + "\n", output)
    return OK if all(row.is_over for row in rows) else FAILED


def put_line(text: str) -> None:
    """``text`` as a line of the result."""
    write(f"{text}\n")


def _ask(count: int, *, word: str) -> None:
    """Twice: whether, and what. Raises InputError unless both answers are right."""
    remedy = "Answer, or name each store: --yes --store NAME --store NAME."
    stores = "this store" if count == 1 else f"these {count} stores"
    if not agreed(f"Delete {stores} for good, with all that is in there?", remedy=remedy):
        raise InputError("Nothing was deleted.", remedy=remedy)
    if not typed(f"There is no way back. Type {word} to delete", word, remedy=remedy):
        raise InputError(f"That is not {word}: nothing was deleted.", remedy=remedy)


def _shown(rows: Iterable[Row], tell: Callable[[str], None]) -> list[Row]:
    """The rows, each told as soon as it is there."""
    told = []
    for row in rows:
        tell(row.line)
        told.append(row)
    return told
