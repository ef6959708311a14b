"""Finding the StackSet that a request names, and beginning operations on it.

Source: botocore cloudformation, StackSetNameOrId: the name of an active set, or ``name:uuid``. Whoever calls as a
delegated administrator sees service-managed sets only, and who does not sees none of them: ListStackSets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.stackset.errors import StackSetError
from tapstack.simulate.stackset.statuses import SERVICE_MANAGED

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.simulate.stackset import Operation, StackSet

Params = Mapping[str, Any]


def delegated(account: Account, params: Params) -> bool:
    """Whether a request is a delegated administrator's. Raises StackSetError where the account is none."""
    asked = params.get("CallAs") == "DELEGATED_ADMIN"
    if asked:
        account.organization.refuse_delegate()
    return asked


def visible(account: Account, params: Params, stack_set: StackSet) -> bool:
    """Whether whoever calls sees the set."""
    return (stack_set.permission_model == SERVICE_MANAGED) is delegated(account, params)


def stack_set(account: Account, region: str, params: Params) -> StackSet:
    """The active set that a request names. Raises StackSetError."""
    name = params["StackSetName"]
    found = account.stack_sets(region).sets.get(name.partition(":")[0])
    if found is None or name not in (found.name, set_id(found)) or not visible(account, params, found):
        raise StackSetError("StackSetNotFoundException", f"StackSet {name} not found")
    return found


def any_stack_set(account: Account, region: str, params: Params) -> StackSet:
    """The same, or one that is deleted, which only its id names: assumed, as stacks are described."""
    for one in account.stack_sets(region).deleted:
        if params["StackSetName"] == set_id(one) and visible(account, params, one):
            return one
    return stack_set(account, region, params)


def set_id(one: StackSet) -> str:
    """``name:uuid``."""
    return f"{one.name}:{one.id}"


def operation_id(account: Account, params: Params) -> str:
    """The id of the operation that a request begins: that of the request, or a new one."""
    return str(params.get("OperationId") or account.cloud.next_id("operation"))


def begun(account: Account, operation: Operation, params: Params) -> Params:
    """The answer to a request that began an operation, which goes on as far as that takes no time."""
    operation.units = params.get("DeploymentTargets")
    account.clock.advance(account.clock.seconds)
    return {"OperationId": operation.id}
