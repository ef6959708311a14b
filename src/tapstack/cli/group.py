"""``tapstack`` itself: knows its commands by name and imports only the one that is called."""

from importlib import import_module

import click

from tapstack import __version__

COMMANDS = {
    "verify": "Run every layer on the configured templates and write reports.",
    "check": "Judge templates, region by region.",
    "render": "Print what one region will really get, as JSON.",
    "graph": "Print which resource depends on which.",
    "pair": "Print where the stacks of two regions differ, and why.",
    "simulate": "Deploy into two simulated regions.",
    "deploy": "Deploy the StackSet into every region, and prove what came of it.",
    "status": "Tell what is deployed: instances, operations, stacks, and what failed in them.",
    "drift": "Look for what was changed by hand since the deployment.",
    "destroy": "Delete the stacks, in the reverse order of regions; data stays.",
    "adopt": "Take what a deleted stack left into a new one.",
    "purge": "Delete for good what a deleted stack left.",
    "taskcat": "Deploy with taskcat, look, and delete: on this machine, or with --real on AWS.",
    "serve": "Answer as AWS would, on a port of this machine.",
    "policy": "Run the tests of Guard rules.",
    "embed": "Write the sources of functions into templates, or compare them.",
    "report": "Compare reports, and show how runs went over time.",
    "explain": "Say what a check means, why, and what to do.",
    "config": "Show the configuration in force.",
    "completion": "Print the script that completes commands in your shell.",
}

_EPILOG = """\b
Examples:
  tapstack check template.json --region us-east-1
  tapstack check template.yaml --region us-east-1 --parameter Stage=prod
  tapstack render template.json --region eu-central-1
  tapstack explain E3004

\b
Exit codes: 0 no error, 1 an error was found, 2 wrong usage or unreadable input,
3 a tool is missing, 4 internal error, 5 nothing was checked, 130 interrupted.
"""


class LazyGroup(click.Group):
    """A group whose commands live in ``tapstack.cli.commands`` and are imported on use."""

    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002  as click calls it
        """In the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:  # noqa: ARG002  as click calls it
        """The command of that name, or None."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"tapstack.cli.commands.{name}").command
        return command

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click, with a suggestion for an unknown name."""
        if arguments and arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
            from tapstack.findings import InputError, did_you_mean

            raise InputError(f"Unknown command {arguments[0]!r}.", remedy=did_you_mean(arguments[0], COMMANDS))
        return super().resolve_command(context, arguments)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  as click calls it
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="tapstack", message="%(prog)s %(version)s")
@click.pass_context
def tapstack(context: click.Context) -> None:
    """Prove a CloudFormation template, region by region, before AWS sees it.

    It renders what each region will really get, with all functions and conditions resolved, and
    says what is wrong: with file, line and column, the reason, and what to write instead.
    Nothing is sent anywhere; no AWS account is needed.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
