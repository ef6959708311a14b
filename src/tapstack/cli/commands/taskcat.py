"""``tapstack taskcat``."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tapstack import __version__
from tapstack.cli import deployment, options
from tapstack.cli.confirmation import confirm
from tapstack.cli.interruptible import interruptible
from tapstack.cli.output import write
from tapstack.cli.streams import note
from tapstack.config import read
from tapstack.findings import InputError, did_you_mean, summarize
from tapstack.pipeline.values import path
from tapstack.report import drawer
from tapstack.report.json_text import json_text

if TYPE_CHECKING:
    from tapstack.deploy.taskcat.launch import Asked
    from tapstack.deploy.taskcat.run import Result, Run
    from tapstack.deploy.taskcat.tests import Test

_SPEED = 1000.0  # creating and deleting both stacks takes more than an hour of AWS's time


@click.command("taskcat")
@click.option("--real", is_flag=True, help="Deploy into the account that your AWS settings (AWS_PROFILE) lead to.")
@click.option("--yes", is_flag=True, help="Do not ask: account and regions are as they should be.")
@options.account_id
@click.option("--suffix", metavar="TEXT", help="Ends every name of the deployment. [default: made up]")
@click.option("--test", "names", metavar="NAME", multiple=True, help="Only this test of taskcat.yml; repeatable.")
@click.option("--clean", metavar="SUFFIX", help="Deploy nothing; delete what a run with --real and this suffix left.")
@deployment.tags
@click.option("--role", metavar="NAME", help="Role under which CloudFormation makes the stacks. [default: your rights]")
@click.option("--with", "tool", metavar="PATH", type=click.Path(), help="The taskcat to run. [default: the project's]")
@click.option("--offline", is_flag=True, help="With --real: taskcat's report does without GitHub's style sheet.")
@click.option(
    "--minutes", type=click.FloatRange(0, min_open=True), default=120, show_default=True, help="The most a step takes."
)
@click.option(
    "--speed",
    type=click.FloatRange(1),
    default=_SPEED,
    show_default=True,
    help="Without --real: virtual seconds in one.",
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Without --real: made-up ids.")
@click.option(
    "--reports",
    default="reports",
    show_default=True,
    type=click.Path(),
    callback=options.parsed(path),
    help="Folder for the reports.",
)
def command(
    *,
    real: bool,
    yes: bool,
    account_id: str | None,
    suffix: str | None,
    names: tuple[str, ...],
    clean: str | None,
    tags: Mapping[str, str],
    role: str | None,
    tool: str | None,
    offline: bool,
    minutes: float,
    speed: float,
    seed: int,
    reports: str,
) -> int:
    """Deploy the tests of taskcat.yml with taskcat, one region after the other; look at both stacks; delete both.

    Without --real all happens on this machine, at an endpoint that is started and stopped. CloudFormation itself is
    asked about each stack before it is deleted. Writes taskcat.json, taskcat.xml (JUnit) and a folder taskcat with
    taskcat's own report and logs. Exits with 1 if anything is not as rendered, and with 3 without taskcat.
    """
    from tapstack.deploy.taskcat import suffix as suffixes
    from tapstack.deploy.taskcat.launch import Asked
    from tapstack.deploy.taskcat.tests import NAME
    from tapstack.deploy.taskcat.tests import read as tests_of
    from tapstack.deploy.taskcat.tool import find
    from tapstack.simulate.installed import require

    if clean and not real:
        raise InputError("Nothing is left of a run on this machine.", remedy="Write --real --clean SUFFIX.")
    configuration = read()
    root = Path(os.path.relpath(configuration.root))
    asked = Asked(
        root=root,
        tests=_chosen(tests_of(root / NAME, configuration.regions), names),
        suffix=suffixes.checked(given) if (given := clean or suffix) is not None else suffixes.made(),
        tool=find(tool, root),
        configuration=configuration,
        reports=Path(reports),
        real=real,
        offline=offline,
        account_id=account_id,
        limit=minutes * 60,
        speed=speed,
        seed=seed,
        tags=tags,
        role=role,
    )
    require()
    with interruptible(), tempfile.TemporaryDirectory(prefix="tapstack-taskcat-") as folder:
        return _launched(asked, Path(folder), yes=yes, clean=clean is not None)


def _chosen(tests: Sequence[Test], names: Sequence[str]) -> tuple[Test, ...]:
    known = [test.name for test in tests]
    for name in names:
        if name not in known:
            raise InputError(f"taskcat.yml has no test {name!r}.", remedy=did_you_mean(name, known))
    return tuple(test for test in tests if not names or test.name in names)


def _launched(asked: Asked, folder: Path, *, yes: bool, clean: bool) -> int:
    from tapstack.deploy.taskcat import launch
    from tapstack.deploy.taskcat import run as runs
    from tapstack.deploy.taskcat.collecting import collect

    with launch.access(asked) as variables:
        run = launch.ready(asked, variables, folder / "stage", _note)
        if asked.real:
            _confirm(asked, run, yes=yes)
        try:
            result = runs.cleared(run) if clean else runs.carried_out(run)
        except BaseException:
            if asked.real:
                _note(f"not finished; this deletes what stands: {asked.clean_command}")
            raise
        collect(run.taskcat.stage, asked.reports / "taskcat")
    return _told(asked, run, result)


def _confirm(asked: Asked, run: Run, *, yes: bool) -> None:
    account = run.connection.account_id
    _note(f"account {account}, as {run.connection.caller}; suffix {asked.suffix}")
    doing = ", then ".join(f"{test.name} in {test.region}" for test in run.tests)
    confirm(f"{doing}, in account {account}", yes=yes)


def _told(asked: Asked, run: Run, result: Result) -> int:
    from tapstack.deploy.taskcat.purging import purging
    from tapstack.deploy.taskcat.result import document, human

    summary = summarize(
        result.findings,
        tapstack=__version__,
        files=sorted({str(asked.root / test.template) for test in run.tests}),
        regions=[test.region for test in run.tests],
        layers=["deploy"],
        as_of=date.today().isoformat(),  # noqa: DTZ011  the user's day
    )
    purge = purging(asked.root, asked.project, result) if asked.real else None
    write(json_text(document(run, result, real=asked.real, purge=purge)), str(asked.reports / "taskcat.json"))
    write(drawer("junit")(result.findings, summary, True), str(asked.reports / "taskcat.xml"))
    write(human(result, purge) + f"Reports: {asked.reports / 'taskcat'}.json, .xml, and the folder of that name.\n")
    return summary.exit_code


def _note(text: str) -> None:
    note(f"tapstack: {text}")
