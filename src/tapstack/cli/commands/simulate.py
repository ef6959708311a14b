"""``tapstack simulate``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from tapstack.cli import options
from tapstack.cli.output import write
from tapstack.cli.streams import note
from tapstack.config import Configuration, read
from tapstack.findings import InputError, NothingCheckedError, exit_code
from tapstack.pipeline.engine import subject_of
from tapstack.pipeline.requests import Options, request
from tapstack.pipeline.values import path

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject

FORMATS = ("human", "json")


@click.command("simulate")
@click.argument("file", required=False, metavar="[FILE]", callback=options.parsed(path))
@options.deployment
@click.option("--deploy", "what", flag_value="deploy", help="Deploy the StackSet into every region, in order.")
@click.option(
    "--sweep", "what", flag_value="sweep", help="Have every call of a deployment fail in turn. Takes minutes."
)
@click.option("--drill", "drills", metavar="NAME", multiple=True, help="Only this drill; may be repeated.")
@click.option("--timeline", is_flag=True, help="Print what happened when in each drill.")
@click.option("--pictures", metavar="FOLDER", type=click.Path(), help="Draw each drill's timeline there, as SVG.")
@click.option("--script", metavar="FILE", type=click.Path(), help="Carry out the steps in a file, one on each line.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="The same seed, the same bytes.")
@click.option("--events", is_flag=True, help="Print every stack event, as CloudFormation tells it.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="human", show_default=True)
@options.output
def command(
    *,
    file: str | None,
    regions: tuple[str, ...],
    parameters: Mapping[str, str],
    account_id: str | None,
    as_of: date,
    what: str | None,
    drills: tuple[str, ...],
    timeline: bool,
    pictures: str | None,
    script: str | None,
    seed: int,
    events: bool,
    form: str,
    output: str | None,
) -> int:
    """Run every drill in two simulated regions: break, recover, measure what was lost and how long it took.

    With --deploy only the deployment: what AWS would refuse, roll back and keep. Services are simulated in memory,
    functions run with their own code, time is virtual. Nothing is sent anywhere. Exits with 1 if a drill fails or a
    resource is refused, and with 5 if one is of a type that cannot be simulated.
    """
    from tapstack.simulate.installed import require
    from tapstack.simulate.resources import UnsupportedError

    require()
    from tapstack.simulate.telling import deploy_report, drill_report, script_report, sweep_report

    if (drills or timeline or pictures is not None) and (what or script is not None):
        raise InputError(
            "--drill, --timeline and --pictures are of drills, and drills were not asked for.",
            remedy="Leave out --deploy, --sweep and --script.",
        )
    configuration = read()
    subject = _subject(file, Options(regions, parameters, account_id, as_of), configuration)
    try:
        if script is not None:
            text, findings = script_report(subject, script, seed=seed, form=form)
        elif what == "sweep":
            text, findings = sweep_report(subject, seed=seed, form=form, note=_note)
        elif what == "deploy":
            text, findings = deploy_report(subject, seed=seed, form=form, events=events, note=_note)
        else:
            text, findings = drill_report(
                subject, drills, seed=seed, form=form, timeline=timeline, pictures=pictures, note=_note
            )
    except UnsupportedError as error:
        raise NothingCheckedError(str(error), remedy="Leave the resource out, or run it on AWS.") from error
    write(text, output)
    return exit_code(findings)


def _note(text: str) -> None:
    note(f"tapstack: {text}")


def _subject(file: str | None, asked: Options, configuration: Configuration) -> Subject:
    """The template named, or the one that is configured."""
    if file is None:
        if len(configuration.templates) != 1:
            raise InputError("No template is named.", remedy="Name a file: tapstack simulate FILE --deploy.")
        file = configuration.templates[0].path
    return subject_of(request(file, asked, configuration))
