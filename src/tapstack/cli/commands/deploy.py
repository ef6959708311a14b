"""``tapstack deploy``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from tapstack.cli import deployment, options
from tapstack.cli.streams import note
from tapstack.findings import InputError
from tapstack.pipeline.values import path

if TYPE_CHECKING:
    from tapstack.deploy.target import Target

_FILTERS = ("INTERSECTION", "DIFFERENCE", "UNION")
_SET = "of a service-managed StackSet"


@click.command("deploy", epilog="Reports are written to the folder reports/, or to the one named by --reports.")
@deployment.deployed
@deployment.tags
@click.option("--organizational-unit", "units", multiple=True, metavar="ID", help=f"Where the accounts {_SET} are.")
@click.option("--account", "accounts", multiple=True, metavar="DIGITS", help=f"Accounts {_SET}; see --account-filter.")
@click.option("--account-filter", type=click.Choice(_FILTERS), help="How units and accounts go together.")
@click.option("--despite-errors", "despite", metavar="REASON", help="Go on after an error; the reason is recorded.")
@click.option("--dry-run", is_flag=True, help="Print the exact requests that would be sent, and send none that writes.")
@click.option("--offline", is_flag=True, help="With --dry-run: for an empty account, without asking AWS anything.")
@click.option("--update", is_flag=True, help="Update even where nothing differs: NoEcho values cannot be compared.")
@click.option("--stop", is_flag=True, help="Stop the operation that is under way: no further region is begun.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), metavar="MINUTES", help="Follow no longer.")
@click.option("--reports", default="reports", show_default=True, callback=options.parsed(path), help="Folder for them.")
@click.option("--format", "form", type=click.Choice(("human", "json")), default="human", show_default=True)
@deployment.yes
def command(
    *,
    named: deployment.Named,
    tags: Mapping[str, str],
    despite: str | None,
    stop: bool,
    **rest: Any,
) -> int:
    """Deploy the StackSet into every region, one after the other, follow it, and prove what came of it.

    Runs the static layers first and ends after an error. Uploads the template, creates or updates the StackSet and
    its instances, or does nothing where all is as it should be. After an interruption the same command goes on from
    where it was. Credentials come from boto3's own chain. Exits with 1 if AWS refuses or anything is not as it should.
    """
    from tapstack.deploy.installed import require

    require()
    from tapstack.cli.deploying import How, deploy, stopped
    from tapstack.cli.static import errors

    how = How(**{name: rest.pop(name) for name in How.options()}, despite=despite)
    _refuse_blank(despite)
    target = named.target(tags)
    if stop:
        return stopped(target, how)
    _refuse_offline(how.offline, how.dry_run)
    _refuse_organization(target, how.units, how.accounts)
    return deploy(target, how, lambda: errors(named.request(), named.configuration, despite=despite))


def _refuse_blank(despite: str | None) -> None:
    if despite is not None and not despite.strip():
        raise InputError("--despite-errors has no reason.", remedy="Say why the errors do not matter.")


def _refuse_offline(offline: bool, dry_run: bool) -> None:
    if offline and not dry_run:
        raise InputError("--offline is of --dry-run.", remedy="Give both, or neither.")


def _refuse_organization(target: Target, units: tuple[str, ...], accounts: tuple[str, ...]) -> None:
    """Raises InputError where units do not go with the permission model.

    Source: botocore cloudformation, DeploymentTargets; StackSets user guide, "Create stack sets with service-managed
    permissions": the management account itself is never deployed into.
    """
    if target.permission_model == "SELF_MANAGED":
        if units or accounts:
            message = "--organizational-unit and --account are of service-managed StackSets."
            raise InputError(message, remedy="Give --permission-model SERVICE_MANAGED, or leave them out.")
        return
    if not units:
        message = "A service-managed StackSet deploys into accounts of organizational units, and none is named."
        raise InputError(message, remedy="Name one: --organizational-unit ou-abcd-12345678.")
    note("tapstack: service-managed StackSets never deploy into the management account itself")
