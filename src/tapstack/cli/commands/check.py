"""``tapstack check``."""

import click

from tapstack.cli import options
from tapstack.cli.judge import judge
from tapstack.cli.output import show
from tapstack.config import read
from tapstack.pipeline.requests import Options, requests


@click.command(
    "check",
    epilog="""\b
Examples:
  tapstack check template.json --region us-east-1 --region eu-central-1
  tapstack check a.yaml b.yaml --region us-east-1 --layer lint --format json
  tapstack check --fail-on warning
""",
)
@options.files
@options.judging
@options.form
@options.output
def command(
    *,
    files: tuple[str, ...],
    fail_on: tuple[str, ...],
    everything: bool,
    no_cache: bool,
    form: str | None,
    output: str | None,
    **deployment: object,
) -> int:
    """Judge templates, region by region, and say what is wrong, where, why and what to do.

    FILE is a CloudFormation template in JSON or YAML; without one, the configured templates are judged.
    Exits with 1 if an error was found.
    """
    configuration = read()
    wanted = requests(files, Options(**deployment), configuration)  # type: ignore[arg-type]
    verdict = judge(wanted, configuration, fail_on=fail_on, cached=not no_cache)
    show(verdict.findings, verdict.summary, form=form, everything=everything, output=output)
    return verdict.summary.exit_code
