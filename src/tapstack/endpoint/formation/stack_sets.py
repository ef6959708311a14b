"""CreateStackSet, DescribeStackSet, ListStackSets, DeleteStackSet.

Source: botocore cloudformation, the operations of these names. That a set that is not there is deleted without an
error: localstack's test_delete_nonexistent_stack_set, validated on AWS. The messages about AutoDeployment are assumed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation import stack_set_shapes, stack_set_wishes
from tapstack.endpoint.formation.pages import page
from tapstack.endpoint.formation.stack_set_names import any_stack_set, delegated, set_id, stack_set, visible
from tapstack.facts.regions import partition
from tapstack.simulate.stackset.errors import StackSetError, invalid
from tapstack.simulate.stackset.requests import set_name
from tapstack.simulate.stackset.statuses import SELF_MANAGED, SERVICE_MANAGED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tapstack.endpoint.account import Account
    from tapstack.simulate.stackset import StackSet

    Params = Mapping[str, Any]

_PAGE = 100


def create_stack_set(account: Account, region: str, params: Params) -> Params:
    """A set without instances; the one that was made by the same request, if that is asked again."""
    sets, name = account.stack_sets(region), set_name(params["StackSetName"])
    model = params.get("PermissionModel", SELF_MANAGED)
    asked = delegated(account, params)
    if model == SERVICE_MANAGED:
        account.organization.refuse_stranger(delegated=asked)
    if again := _again(sets.sets.get(name), params.get("ClientRequestToken", "")):
        return {"StackSetId": set_id(again)}
    automatic = auto_deployment(model, params.get("AutoDeployment"))
    made = sets.create_stack_set(
        name,
        stack_set_wishes.of_new(account, region, params),
        managed=params.get("ManagedExecution", {}).get("Active", False),
        permission_model=model,
        administration_role=params.get("AdministrationRoleARN", ""),
        execution_role=params.get("ExecutionRoleName", ""),
    )
    made.id = account.cloud.next_id("stackset", region, name)
    made.arn = f"arn:{partition(region) or 'aws'}:cloudformation:{region}:{account.id}:stackset/{set_id(made)}"
    made.description, made.auto_deployment = params.get("Description", ""), automatic
    made.token = params.get("ClientRequestToken", "")
    return {"StackSetId": set_id(made)}


def _again(there: StackSet | None, token: str) -> StackSet | None:
    """The set that this very request has made. Raises StackSetError where it was updated since."""
    if there is None or not token or token != there.token:
        return None
    if any(operation.whole for operation in there.operations.values()):
        raise StackSetError("CreatedButModifiedException", f"StackSet {there.name} was created and modified since")
    return there


def auto_deployment(model: str, given: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What is done with accounts that come to a unit; sets with roles of their own have none."""
    if model != SERVICE_MANAGED:
        return None
    if given is None or "Enabled" not in given:
        raise invalid("AutoDeployment is required for a StackSet with SERVICE_MANAGED permission model")
    if given["Enabled"] is not ("RetainStacksOnAccountRemoval" in given):
        raise invalid("RetainStacksOnAccountRemoval must be specified if AutoDeployment is enabled, and only then")
    return dict(given)


def describe_stack_set(account: Account, region: str, params: Params) -> Params:
    """One set; one that is deleted by its id."""
    return {"StackSet": stack_set_shapes.described(account, region, any_stack_set(account, region, params))}


def list_stack_sets(account: Account, region: str, params: Params) -> Params:
    """All sets, those that are deleted among them, of a status where one is given."""
    sets, wanted = account.stack_sets(region), params.get("Status")
    found = [one for one in (*sets.sets.values(), *sets.deleted) if visible(account, params, one)]
    found = [one for one in found if wanted in (None, one.status)]
    shown, more = page(found, params.get("NextToken"), params.get("MaxResults", _PAGE))
    return {"Summaries": [stack_set_shapes.summary(account, one) for one in shown], **more}


def delete_stack_set(account: Account, region: str, params: Params) -> Params:
    """The end of a set without instances. One that is not there is deleted already."""
    try:
        found = stack_set(account, region, params)
    except StackSetError as error:
        if error.code != "StackSetNotFoundException":
            raise
        return {}
    account.stack_sets(region).delete_stack_set(found.name)
    return {}


OPERATIONS = {
    "CreateStackSet": create_stack_set,
    "DescribeStackSet": describe_stack_set,
    "ListStackSets": list_stack_sets,
    "DeleteStackSet": delete_stack_set,
}
