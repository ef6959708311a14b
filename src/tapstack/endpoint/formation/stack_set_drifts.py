"""DetectStackSetDrift and ListStackInstanceResourceDrifts. Source: botocore cloudformation, these operations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation.pages import page
from tapstack.endpoint.formation.stack_set_names import any_stack_set, begun, operation_id, stack_set
from tapstack.endpoint.formation.stack_set_operations import named
from tapstack.simulate.stackset import Target
from tapstack.simulate.stackset.register import refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tapstack.endpoint.account import Account
    from tapstack.simulate.drift import ResourceDrift
    from tapstack.simulate.drift.differences import PropertyDifference

    Params = Mapping[str, Any]

_PAGE = 100
_TOLD = ("IN_SYNC", "MODIFIED", "DELETED")
"""Source: StackResourceDriftStatus: AWS does not return NOT_CHECKED at present."""


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
    drifts: Sequence[ResourceDrift] = result.drift.resources if result and result.drift else ()
    wanted = params.get("StackInstanceResourceDriftStatuses") or _TOLD
    chosen = [one for one in drifts if one.status in wanted and one.status in _TOLD]
    shown, more = page(chosen, params.get("NextToken"), params.get("MaxResults", _PAGE))
    stack_id = found.instances[target].stack_id
    return {"Summaries": [_summary(account, stack_id, one) for one in shown], **more}


def _summary(account: Account, stack_id: str | None, one: ResourceDrift) -> dict[str, Any]:
    return {
        "StackId": stack_id,
        "LogicalResourceId": one.resource.logical_id,
        "PhysicalResourceId": one.resource.physical_id,
        "ResourceType": one.resource.type,
        "PropertyDifferences": [_difference(difference) for difference in one.differences],
        "StackResourceDriftStatus": one.status,
        "Timestamp": account.moment(one.seconds),
    }


def _difference(one: PropertyDifference) -> dict[str, str]:
    return {
        "PropertyPath": one.path,
        "ExpectedValue": _text(one.expected),
        "ActualValue": _text(one.actual),
        "DifferenceType": one.kind,
    }


def _text(value: Any) -> str:
    """Source: botocore cloudformation, PropertyValue is a string; that of nothing is assumed to be ``null``."""
    return value if isinstance(value, str) else json.dumps(value)


OPERATIONS = {
    "DetectStackSetDrift": detect_stack_set_drift,
    "ListStackInstanceResourceDrifts": list_stack_instance_resource_drifts,
}
