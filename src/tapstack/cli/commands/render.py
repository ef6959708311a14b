"""``tapstack render``."""

import json
from collections.abc import Mapping
from datetime import date

import click

from tapstack.cli import options
from tapstack.cli.output import write
from tapstack.cli.stack import subject, warn
from tapstack.config import read
from tapstack.pipeline.requests import Options


@click.command("render")
@options.file
@options.region
@options.parameters
@options.account_id
@options.as_of
@click.option("--stack-name", metavar="NAME", help="The stack's name. Without it, what depends on it stays open.")
@click.option("--stack-id", metavar="ARN", help="The stack's id. Without it, what depends on it stays open.")
@click.option("--format", type=click.Choice(("json",)), default="json", show_default=True, expose_value=False)
@options.output
def command(
    *,
    file: str,
    region: str | None,
    parameters: Mapping[str, str],
    account_id: str | None,
    as_of: date,
    stack_name: str | None,
    stack_id: str | None,
    output: str | None,
) -> int:
    """Print what one region will really get: every function and condition resolved, as JSON.

    What only AWS can make is {"Unresolved": ...} and says why; nothing is made up. What is wrong with
    the template is printed on standard error; exits with 1 if that is an error.
    """
    seen = subject(file, region, Options((), parameters, account_id, as_of), read())
    stack = seen.render(seen.regions[0], stack_name=stack_name, stack_id=stack_id)
    code = warn(seen)
    write(json.dumps(stack.to_json(), indent=2) + "\n", output)
    return code
