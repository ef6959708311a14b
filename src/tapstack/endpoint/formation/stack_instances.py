"""CreateStackInstances, UpdateStackInstances, DeleteStackInstances, DescribeStackInstance, ListStackInstances.

Source: botocore cloudformation, the operations of these names and the shapes StackInstance and StackInstanceSummary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation.pages import page
from tapstack.endpoint.formation.stack_instance_shapes import described, summary
from tapstack.endpoint.formation.stack_set_drift import status_of
from tapstack.endpoint.formation.stack_set_names import any_stack_set, begun, operation_id, stack_set
from tapstack.endpoint.formation.stack_set_targets import accounts, refuse_no_region
from tapstack.simulate.stackset import Target
from tapstack.simulate.stackset.errors import invalid
from tapstack.simulate.stackset.register import refuse_unknown
from tapstack.simulate.stackset.statuses import SERVICE_MANAGED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tapstack.endpoint.account import Account
    from tapstack.simulate.stackset import StackInstance

    Params = Mapping[str, Any]

_PAGE = 100


def create_stack_instances(account: Account, region: str, params: Params) -> Params:
    """Deploy a set into every one of the accounts in every one of the regions."""
    found = stack_set(account, region, params)
    if params.get("DeploymentTargets", {}).get("AccountFilterType") == "UNION":
        raise invalid("UNION is not supported for create operations")
    refuse_no_region(params)
    operation = account.stack_sets(region).create_stack_instances(
        found.name,
        accounts(account, found, params),
        params["Regions"],
        overrides=_overrides(params),
        given=params.get("OperationPreferences"),
        operation_id=operation_id(account, params),
    )
    if found.permission_model == SERVICE_MANAGED:
        found.units = tuple(dict.fromkeys([*found.units, *params["DeploymentTargets"]["OrganizationalUnitIds"]]))
    return begun(account, operation, params)


def update_stack_instances(account: Account, region: str, params: Params) -> Params:
    """Other values of their own for instances."""
    found = stack_set(account, region, params)
    operation = account.stack_sets(region).update_stack_instances(
        found.name,
        accounts(account, found, params),
        params["Regions"],
        overrides=_overrides(params),
        given=params.get("OperationPreferences"),
        operation_id=operation_id(account, params),
    )
    return begun(account, operation, params)


def delete_stack_instances(account: Account, region: str, params: Params) -> Params:
    """Take instances out of a set, with their stacks, or without them."""
    found = stack_set(account, region, params)
    operation = account.stack_sets(region).delete_stack_instances(
        found.name,
        accounts(account, found, params),
        params["Regions"],
        retain=params["RetainStacks"],
        given=params.get("OperationPreferences"),
        operation_id=operation_id(account, params),
    )
    return begun(account, operation, params)


def _overrides(params: Params) -> dict[str, str | None] | None:
    """Values of instances; None for one that stays. Raises StackSetError for a parameter with both, or neither."""
    if "ParameterOverrides" not in params:
        return None
    values: dict[str, str | None] = {}
    for one in params["ParameterOverrides"]:
        name, stays = one["ParameterKey"], bool(one.get("UsePreviousValue"))
        if stays is ("ParameterValue" in one):
            raise invalid(f"Invalid input for parameter key {name}. Specify a value or usePreviousValue, and one only")
        values[name] = None if stays else one["ParameterValue"]
    return values


def describe_stack_instance(account: Account, region: str, params: Params) -> Params:
    """One instance."""
    found = stack_set(account, region, params)
    target = Target(params["StackInstanceAccount"], params["StackInstanceRegion"])
    refuse_unknown(found, (target,))
    return {"StackInstance": described(account, found, found.instances[target])}


def list_stack_instances(account: Account, region: str, params: Params) -> Params:
    """The instances of a set, by account and region, that pass every filter."""
    found = any_stack_set(account, region, params)
    wanted = [one for one in found.instances.values() if _fits(one, params)]
    wanted.sort(key=lambda one: (one.target.account, one.target.region))
    shown, more = page(wanted, params.get("NextToken"), params.get("MaxResults", _PAGE))
    return {"Summaries": [summary(account, found, one) for one in shown], **more}


def _fits(one: StackInstance, params: Params) -> bool:
    return (
        params.get("StackInstanceAccount") in (None, one.target.account)
        and params.get("StackInstanceRegion") in (None, one.target.region)
        and _passes(one, params.get("Filters", ()))
    )


def _passes(one: StackInstance, filters: Sequence[Mapping[str, str]]) -> bool:
    has = {
        "DETAILED_STATUS": one.detailed,
        "LAST_OPERATION_ID": one.last_operation,
        "DRIFT_STATUS": status_of(one.drift),
    }
    return all(has[wanted["Name"]] == wanted["Values"] for wanted in filters)


OPERATIONS = {
    "CreateStackInstances": create_stack_instances,
    "UpdateStackInstances": update_stack_instances,
    "DeleteStackInstances": delete_stack_instances,
    "DescribeStackInstance": describe_stack_instance,
    "ListStackInstances": list_stack_instances,
}
