"""The accounts that a request means: named, or those of organizational units.

Source: botocore cloudformation, CreateStackInstancesInput (Accounts, DeploymentTargets) and shape DeploymentTargets.
The messages are assumed, but that for units, which moto has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.endpoint.organization import NONE, UNION, UNITS
from tapstack.facts.regions import is_region
from tapstack.simulate.stackset.errors import invalid
from tapstack.simulate.stackset.statuses import SERVICE_MANAGED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tapstack.endpoint.account import Account
    from tapstack.simulate.stackset import StackSet


def accounts(account: Account, stack_set: StackSet, params: Mapping[str, Any]) -> list[str]:
    """The accounts of a request; none where it names none. Raises StackSetError."""
    targets, named = params.get("DeploymentTargets"), params.get("Accounts")
    if targets is not None and named is not None:
        raise invalid("You can specify Accounts or DeploymentTargets, but not both")
    if targets is not None and "AccountsUrl" in targets:
        raise invalid("Not simulated: AccountsUrl. Name the accounts in DeploymentTargets.Accounts.")
    if stack_set.permission_model != SERVICE_MANAGED:
        return _named(targets, named)
    if not (targets or {}).get(UNITS):
        raise invalid("StackSets with SERVICE_MANAGED permission model can only have OrganizationalUnit as target")
    return _of_units(account, targets or {})


def refuse_no_region(params: Mapping[str, Any]) -> None:
    """Raise StackSetError for a name that no region has."""
    for name in params["Regions"]:
        if not is_region(name):
            raise invalid(f"Region {name} does not exist")


def _named(targets: Mapping[str, Any] | None, named: list[str] | None) -> list[str]:
    if targets is not None and targets.get(UNITS):
        raise invalid("StackSets with SELF_MANAGED permission model can only have accounts as target")
    return list((targets or {}).get("Accounts", named or ()))


def _of_units(account: Account, targets: Mapping[str, Any]) -> list[str]:
    named = targets.get("Accounts", ())
    filtering = targets.get("AccountFilterType", UNION if named else NONE)
    return account.organization.accounts(targets[UNITS], named, filtering)
