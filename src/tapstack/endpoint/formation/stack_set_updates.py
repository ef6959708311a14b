"""UpdateStackSet. Source: botocore cloudformation, UpdateStackSetInput. The messages are assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation import stack_set_wishes
from tapstack.endpoint.formation.stack_set_names import begun, operation_id, stack_set
from tapstack.endpoint.formation.stack_set_targets import accounts
from tapstack.endpoint.formation.stack_sets import auto_deployment
from tapstack.simulate.stackset.errors import StackSetError, invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tapstack.endpoint.account import Account
    from tapstack.simulate.stackset import Operation, StackSet

    Params = Mapping[str, Any]


def update_stack_set(account: Account, region: str, params: Params) -> Params:
    """Another template, other values or settings, for all instances, or for those named."""
    found = stack_set(account, region, params)
    settings = _settings(found, params)
    some = _instances(account, found, params)
    wish = stack_set_wishes.of_update(account, region, params, found.wish)
    operation = account.stack_sets(region).update_stack_set(
        found.name,
        wish,
        accounts=some[0],
        regions=some[1],
        given=params.get("OperationPreferences"),
        operation_id=operation_id(account, params),
        managed=params.get("ManagedExecution", {}).get("Active"),
    )
    _when_begun(operation, settings)
    return begun(account, operation, params)


def _instances(account: Account, found: StackSet, params: Params) -> tuple[list[str] | None, list[str] | None]:
    """The accounts and regions of a request; nothing for all instances."""
    if "Accounts" not in params and "DeploymentTargets" not in params and "Regions" not in params:
        return None, None
    if "AutoDeployment" in params:
        raise invalid("If you specify AutoDeployment, don't specify DeploymentTargets or Regions")
    return accounts(account, found, params), list(params.get("Regions", ()))


def _settings(found: StackSet, params: Params) -> Callable[[], None]:
    """The change of what a set says beside what it deploys. Raises StackSetError for what cannot be changed."""
    model = params.get("PermissionModel", found.permission_model)
    if model != found.permission_model:
        why = "PermissionModel cannot be modified" if found.instances else "Not simulated: another PermissionModel"
        raise StackSetError("InvalidOperationException", f"{why} for StackSet {found.name}")
    role = params.get("AdministrationRoleARN", "")
    if found.administration_role and not role:
        raise invalid("AdministrationRoleARN must be specified: the StackSet has a customized administrator role")
    automatic = found.auto_deployment
    if "AutoDeployment" in params:
        automatic = auto_deployment(model, params["AutoDeployment"])

    def change() -> None:
        found.description = params.get("Description", found.description)
        found.administration_role = role
        found.execution_role = params.get("ExecutionRoleName", found.execution_role)
        found.auto_deployment = automatic

    return change


def _when_begun(operation: Operation, change: Callable[[], None]) -> None:
    """At once, or when an operation that waits begins; not if it is stopped before."""
    if operation.begun.triggered:
        change()
    else:
        operation.begun.callbacks.append(lambda _: None if operation.over else change())


OPERATIONS = {"UpdateStackSet": update_stack_set}
