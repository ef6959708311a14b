"""``tapstack verify``."""

import click

from tapstack.cli import options
from tapstack.cli.evidence import FILES, history_file, leave
from tapstack.cli.exhibits import with_exhibits
from tapstack.cli.judge import judge
from tapstack.cli.output import show, write
from tapstack.config import read
from tapstack.findings import plain
from tapstack.pipeline.layers import EVERY
from tapstack.pipeline.requests import Options, requests
from tapstack.pipeline.values import path


@click.command("verify", epilog="Reports are written to the folder reports/, or to the one named by --reports.")
@options.files
@options.judging
@click.option(
    "--reports",
    default="reports",
    show_default=True,
    type=click.Path(),
    callback=options.parsed(path),
    help="Folder for the reports.",
)
@click.option(
    "--history",
    metavar="FILE",
    type=click.Path(readable=False),
    callback=options.parsed(path),
    help="Add the run to this history. [default: history.sqlite among the reports]",
)
@options.form
def command(
    *,
    files: tuple[str, ...],
    fail_on: tuple[str, ...],
    baseline: str | None,
    everything: bool,
    no_cache: bool,
    reports: str,
    history: str | None,
    form: str | None,
    **deployment: object,
) -> int:
    """Run every layer there is, print what was found, write reports, and remember the run.

    Without FILE the configured templates are verified, in the configured regions. The reports hold every
    verdict, what passed and what was skipped too; only report.sarif leaves those out without --all, for
    GitHub shows whatever it holds as an alert. Exits with 1 if an error was found.
    """
    configuration = read()
    remembered = history_file(reports, history)
    wanted = requests(files, Options(**deployment, unless_named=EVERY), configuration)  # type: ignore[arg-type]
    verdict = judge(wanted, configuration, fail_on=fail_on, cached=not no_cache, baseline=baseline, resting=True)
    verdict = with_exhibits(verdict, wanted, remembered)
    leave(verdict, reports, remembered, everything=everything)
    show(verdict.findings, verdict.summary, form=form, everything=everything, output=None)
    if form in (None, "human"):
        names = ", ".join((*FILES, "history.sqlite") if history is None else FILES)
        write(f"Layers that ran: {', '.join(verdict.summary.layers)}. Reports in {plain(reports)}: {names}.\n")
    return verdict.summary.exit_code
