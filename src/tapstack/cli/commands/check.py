"""``tapstack check``."""

import click

from tapstack.cli import options
from tapstack.cli.exhibits import with_exhibits
from tapstack.cli.judge import judge
from tapstack.cli.output import show
from tapstack.cli.templates_only import nothing, templates
from tapstack.config import read
from tapstack.pipeline.requests import Options, requests
from tapstack.report import RESTING


@click.command(
    "check",
    epilog="""\b
Examples:
  tapstack check template.json --region us-east-1 --region eu-central-1
  tapstack check a.yaml b.yaml --region us-east-1 --layer lint --format json
  tapstack check --fail-on warning
  tapstack check --format json --output baseline.json
  tapstack check --baseline baseline.json
""",
)
@options.files
@options.judging
@click.option("--templates-only", is_flag=True, help="Leave out files that are no templates, and say which.")
@options.form
@options.output
def command(
    *,
    files: tuple[str, ...],
    fail_on: tuple[str, ...],
    baseline: str | None,
    everything: bool,
    no_cache: bool,
    templates_only: bool,
    form: str | None,
    output: str | None,
    **deployment: object,
) -> int:
    """Judge templates, region by region, and say what is wrong, where, why and what to do.

    FILE is a CloudFormation template in JSON or YAML; without one, the configured templates are judged.
    Exits with 1 if an error was found.
    """
    configuration = read()
    asked = Options(**deployment)  # type: ignore[arg-type]
    if templates_only and files and not (files := templates(files)):
        return nothing(asked, configuration, form=form, output=output)
    wanted = requests(files, asked, configuration)
    verdict = judge(
        wanted, configuration, fail_on=fail_on, cached=not no_cache, baseline=baseline, resting=form in RESTING
    )
    if form == "html":
        verdict = with_exhibits(verdict, wanted)
    show(verdict.findings, verdict.summary, form=form, everything=everything, output=output)
    return verdict.summary.exit_code
