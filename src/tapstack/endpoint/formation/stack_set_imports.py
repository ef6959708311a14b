"""ImportStacksToStackSet.

Source: botocore cloudformation, ImportStacksToStackSetInput, and the user guide, "Importing a stack into StackSets": a
stack belongs to one StackSet only, its own values of parameters stay, and NoEcho is not supported. The messages, and
that all of this is refused at once, are assumed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation.stack_set_names import begun, operation_id, stack_set
from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.stackset import Target
from tapstack.simulate.stackset.errors import StackSetError, invalid
from tapstack.simulate.stackset.statuses import FAILED_IMPORT, SERVICE_MANAGED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tapstack.endpoint.account import Account

    Params = Mapping[str, Any]

_MOST = 10


def import_stacks_to_stack_set(account: Account, region: str, params: Params) -> Params:
    """Stacks that are there become instances."""
    found = stack_set(account, region, params)
    if found.permission_model == SERVICE_MANAGED or "OrganizationalUnitIds" in params or "StackIdsUrl" in params:
        raise invalid("Not simulated: imports into service-managed StackSets, and StackIdsUrl. Give StackIds.")
    ids = list(dict.fromkeys(params.get("StackIds", ())))
    if not 0 < len(ids) <= _MOST:
        raise invalid(f"StackIds must name at least one stack and at most {_MOST}")
    stacks = {_target(account, stack_id): stack_id for stack_id in ids}
    if len(stacks) < len(ids):
        raise StackSetError("InvalidOperationException", "StackIds must not name two stacks of one account and region")
    operation = account.stack_sets(region).import_stacks(
        found.name, stacks, given=params.get("OperationPreferences"), operation_id=operation_id(account, params)
    )
    return begun(account, operation, params)


def _target(account: Account, stack_id: str) -> Target:
    """Where a stack is. Raises StackSetError for one that is not there, or that another instance has already."""
    live = account.engine.stacks.get(stack_id)
    if live is None or live.status is Status.DELETE_COMPLETE:
        raise StackSetError("StackNotFoundException", f"Stack {stack_id} not found")
    for one in account.all_stack_sets():
        for instance in one.instances.values():
            if instance.stack_id == stack_id and instance.detailed != FAILED_IMPORT:
                raise StackSetError(
                    "InvalidOperationException", f"Stack {stack_id} already belongs to StackSet {one.name}"
                )
    return Target(live.owner.account_id, live.owner.region)


OPERATIONS = {"ImportStacksToStackSet": import_stacks_to_stack_set}
