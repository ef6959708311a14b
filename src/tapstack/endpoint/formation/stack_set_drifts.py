"""DetectStackSetDrift and ListStackInstanceResourceDrifts. Source: botocore cloudformation, these operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation.pages import page
from tapstack.endpoint.formation.stack_set_names import any_stack_set, begun, operation_id, stack_set
from tapstack.endpoint.formation.stack_set_operations import named
from tapstack.simulate.stackset import Target
from tapstack.simulate.stackset.register import refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tapstack.endpoint.account import Account

    Params = Mapping[str, Any]

_PAGE = 100


def detect_stack_set_drift(account: Account, region: str, params: Params) -> Params:
    """Look at the stacks of all instances for what was changed beside CloudFormation."""
    found = stack_set(account, region, params)
    operation = account.stack_sets(region).detect_drift(
        found.name, given=params.get("OperationPreferences"), operation_id=operation_id(account, params)
    )
    return begun(account, operation, params)


def list_stack_instance_resource_drifts(account: Account, region: str, params: Params) -> Params:
    """What a detection found of the resources of one instance, those of some statuses where any are given."""
    found = any_stack_set(account, region, params)
    operation = named(found, params)
    target = Target(params["StackInstanceAccount"], params["StackInstanceRegion"])
    refuse_unknown(found, (target,))
    result = operation.results.get(target)
    drifts = list(result.drift.resources) if result and result.drift else []
    wanted = params.get("StackInstanceResourceDriftStatuses")
    drifts = [one for one in drifts if not wanted or one["StackResourceDriftStatus"] in wanted]
    shown, more = page(drifts, params.get("NextToken"), params.get("MaxResults", _PAGE))
    return {"Summaries": shown, **more}


OPERATIONS = {
    "DetectStackSetDrift": detect_stack_set_drift,
    "ListStackInstanceResourceDrifts": list_stack_instance_resource_drifts,
}
