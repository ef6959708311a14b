"""``tapstack verify``."""

from pathlib import Path

import click

from tapstack.cli import options
from tapstack.cli.judge import Verdict, judge
from tapstack.cli.output import show, write
from tapstack.config import read
from tapstack.findings import plain
from tapstack.pipeline.layers import EVERY
from tapstack.pipeline.requests import Options, requests
from tapstack.pipeline.values import path
from tapstack.report import drawer

_FORMS = {"json": "json", "txt": "human", "sarif": "sarif", "xml": "junit", "csv": "csv"}
"""The ending of each report's file and its format."""


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
@options.form
def command(
    *,
    files: tuple[str, ...],
    fail_on: tuple[str, ...],
    baseline: str | None,
    everything: bool,
    no_cache: bool,
    reports: str,
    form: str | None,
    **deployment: object,
) -> int:
    """Run every layer there is, print what was found, and write reports.

    Without FILE the configured templates are verified, in the configured regions. The reports hold every
    verdict, what passed and what was skipped too; only report.sarif leaves those out without --all, for
    GitHub shows whatever it holds as an alert. Exits with 1 if an error was found.
    """
    configuration = read()
    wanted = requests(files, Options(**deployment, unless_named=EVERY), configuration)  # type: ignore[arg-type]
    verdict = judge(wanted, configuration, fail_on=fail_on, cached=not no_cache, baseline=baseline)
    _write(verdict, Path(reports), everything)
    show(verdict.findings, verdict.summary, form=form, everything=everything, output=None)
    if form in (None, "human"):
        names = plain(str(Path(reports) / "report")) + ", ".join(f".{ending}" for ending in _FORMS)
        write(f"Layers that ran: {', '.join(verdict.summary.layers)}. Reports: {names}.\n")
    return verdict.summary.exit_code


def _write(verdict: Verdict, folder: Path, everything: bool) -> None:
    for ending, form in _FORMS.items():
        text = drawer(form)(verdict.findings, verdict.summary, everything or form != "sarif")
        write(text, str(folder / f"report.{ending}"))
