"""``tapstack report``."""

from dataclasses import asdict
from pathlib import Path

import click

from tapstack.cli import options
from tapstack.cli.output import write
from tapstack.findings import Trend
from tapstack.findings.exits import FAILED, OK
from tapstack.pipeline import values
from tapstack.report.json_text import json_text

FORMATS = ("human", "json")
_file = click.Path(readable=False)  # the reader says more
_form = click.option("--format", "form", type=click.Choice(FORMATS), default="human", show_default=True)


@click.group("report", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Compare reports, and show how runs went over time."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@command.command("compare")
@click.argument("old", metavar="OLD", type=_file, callback=options.parsed(values.path))
@click.argument("new", metavar="NEW", type=_file, callback=options.parsed(values.path))
@_form
@options.output
def compare(*, old: str, new: str, form: str, output: str | None) -> int:
    """Say what got better and what got worse from one report to another, by control and by finding.

    OLD and NEW are files that tapstack verify (report.json) or tapstack check --format json wrote. Exits with 1 if
    anything got worse: what passed and does no longer, what fails worse, a new FAIL or ERROR, a control that is gone.
    """
    from tapstack.report import compare as comparing
    from tapstack.report.compare.document import comparison_document
    from tapstack.report.compare.text import comparison_text

    compared = comparing.compare(comparing.read(old), comparing.read(new))
    write(json_text(comparison_document(compared)) if form == "json" else comparison_text(compared), output)
    return FAILED if compared.worse else OK


@command.command("trend")
@click.option(
    "--history",
    default=str(Path("reports") / "history.sqlite"),
    show_default=True,
    metavar="FILE",
    type=_file,
    callback=options.parsed(values.path),
    help="The history that tapstack verify keeps.",
)
@click.option("--last", type=click.IntRange(min=1), metavar="NUMBER", help="Only the last runs. [default: all]")
@_form
@options.output
def trend(*, history: str, last: int | None, form: str, output: str | None) -> int:
    """Show how verdicts and controls went from run to run, the oldest first."""
    from tapstack.report import history as histories
    from tapstack.report.history.text import trend_text

    found = histories.read(history, last)
    write(_json(found) if form == "json" else trend_text(found), output)
    return OK


def _json(trend: Trend) -> str:
    return json_text({"version": 1, **asdict(trend)})
