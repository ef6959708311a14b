"""``tapstack config``."""

import json
from typing import Any

import click

from tapstack.cli.output import write
from tapstack.config import Configuration, ConfiguredTemplate, read
from tapstack.findings import TapstackError
from tapstack.findings.redact import HIDDEN


@click.group("config", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Show the configuration in force.

    It stands in tapstack.toml, or in [tool.tapstack] of pyproject.toml, in this folder or the nearest
    one above that has it; in one folder tapstack.toml wins.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@command.command("show")
def show() -> int:
    """Print the configuration as JSON: where it comes from and what it says. Secret values are hidden."""
    write(json.dumps(shown(read()), indent=2, default=str) + "\n")
    return 0


def shown(configuration: Configuration) -> dict[str, Any]:
    """The configuration as plain values, with NoEcho parameters hidden."""
    return {
        "file": str(configuration.file) if configuration.file else None,
        "templates": [
            {"path": template.path, "parameters": _parameters(template)} for template in configuration.templates
        ],
        "regions": configuration.regions,
        "account_id": configuration.account_id,
        "zones": configuration.zones,
        "rules": configuration.rules,
        "waivers": configuration.waivers,
        "controls": configuration.controls,
        "externals": configuration.externals,
        "objectives": configuration.objectives,
    }


def _parameters(template: ConfiguredTemplate) -> dict[str, str]:
    """Hides the values of NoEcho parameters, and all if the template cannot be read to know which they are."""
    if not template.parameters:
        return {}
    from tapstack.template.load import load

    try:
        declared = load(template.path).section("Parameters")
    except TapstackError:
        return dict.fromkeys(template.parameters, HIDDEN)
    return {name: HIDDEN if _secret(declared.get(name)) else value for name, value in template.parameters.items()}


def _secret(declaration: object) -> bool:
    """Undeclared parameters count as secret: nothing says that they are not."""
    return not isinstance(declaration, dict) or str(declaration.get("NoEcho", "false")).lower() != "false"
