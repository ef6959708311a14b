"""The options that commands share, so that they work alike everywhere."""

from collections.abc import Callable
from typing import Any

import click

from tapstack.findings.exits import FAIL_ON
from tapstack.pipeline import values
from tapstack.report import FORMATS

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]


def parsed(parse: Callable[[Any], Any]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A callback for click that hands on only the value."""
    return lambda _context, _parameter, value: parse(value)


_template = click.Path(readable=False)  # the loader says more, and with the file's name first
files = click.argument("files", nargs=-1, metavar="[FILE]...", type=_template, callback=parsed(values.paths))
file = click.argument("file", metavar="FILE", type=_template, callback=parsed(values.path))
regions = click.option(
    "--region",
    "regions",
    multiple=True,
    metavar="REGION",
    callback=parsed(values.regions),
    help="AWS region; repeat it for each, in the order of deployment. [default: the configured ones]",
)
region = click.option(
    "--region",
    "region",
    multiple=True,
    metavar="REGION",
    callback=parsed(values.region),
    help="AWS region. [default: the configured one, if there is only one]",
)
parameters = click.option(
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    callback=parsed(values.parameters),
    help="A parameter of the template; repeatable. Goes before the configuration and the template's default.",
)
account_id = click.option(
    "--account-id",
    metavar="DIGITS",
    callback=parsed(values.account_id),
    help="The AWS account, 12 digits. Without it, what depends on it stays open.",
)
as_of = click.option(
    "--as-of",
    metavar="DATE",
    callback=parsed(values.day),
    help="The day, YYYY-MM-DD, for which everything that ages is judged. [default: today]",
)
layers = click.option(
    "--layer", "layers", multiple=True, metavar="NAME", help="Run only this layer; repeatable. [default: all]"
)
skip_layers = click.option(
    "--skip-layer",
    "skip_layers",
    multiple=True,
    metavar="NAME",
    help="Run all layers but this; repeatable. A layer that this version does not have is skipped anyway.",
)
given_only = click.option(
    "--given-only", is_flag=True, help="Judge only the parameters given, not every world that others can make."
)
rules = click.option(
    "--rules",
    "rules",
    multiple=True,
    metavar="PATH",
    type=_template,
    callback=parsed(values.paths),
    help="A file or folder of Guard rules; repeatable. [default: the configured ones]",
)
fail_on = click.option(
    "--fail-on",
    multiple=True,
    type=click.Choice(FAIL_ON),
    help="Fail on warnings or unknown verdicts, too; repeatable.",
)
baseline = click.option(
    "--baseline",
    metavar="FILE",
    type=_template,
    callback=parsed(values.path),
    help="Hide what this report, written by --format json --output FILE, has already found, and say how much.",
)
everything = click.option("--all", "everything", is_flag=True, help="Show also what passed and what was skipped.")
no_cache = click.option("--no-cache", is_flag=True, help="Judge anew even if nothing changed since the last run.")
output = click.option(
    "--output",
    type=click.Path(),
    metavar="PATH",
    callback=parsed(values.path),
    help="Write to this file. [default: the terminal]",
)
form = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="[default: human; on GitHub Actions human with annotations]",
)


def together(*options: Decorator) -> Decorator:
    """One decorator of several, whose help lists them in this order."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


deployment = together(regions, parameters, account_id, as_of)
judging = together(deployment, layers, skip_layers, given_only, rules, fail_on, baseline, everything, no_cache)
