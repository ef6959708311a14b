"""DescribeStackSetOperation, ListStackSetOperations, ListStackSetOperationResults, StopStackSetOperation.

Source: botocore cloudformation, the operations of these names; what is told of account gates, of which there are none
here: the examples of ListStackSetOperationResults in the API reference. That an import is told as CREATE is assumed:
StackSetOperationAction has no word for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation.pages import page
from tapstack.endpoint.formation.stack_instance_shapes import unit
from tapstack.endpoint.formation.stack_set_drift import of_operation
from tapstack.endpoint.formation.stack_set_names import any_stack_set, set_id, stack_set
from tapstack.endpoint.formation.stack_set_shapes import roles
from tapstack.simulate.stackset.errors import StackSetError
from tapstack.simulate.stackset.statuses import CREATE, DELETE, DETECT_DRIFT, FAILED, IMPORT, SUCCEEDED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tapstack.endpoint.account import Account
    from tapstack.simulate.stackset import Operation, StackSet
    from tapstack.simulate.stackset.model import Result

    Params = Mapping[str, Any]

_PAGE = 100
_NO_GATE = {"Status": "SKIPPED", "StatusReason": "AWSCloudFormationStackSetAccountGate function not found"}


def describe_stack_set_operation(account: Account, region: str, params: Params) -> Params:
    """One operation."""
    found = any_stack_set(account, region, params)
    operation = named(found, params)
    about = {
        **_summary(account, operation),
        **roles(account, region, found),
        "StackSetId": set_id(found),
        "RetainStacks": operation.retain if operation.action == DELETE else None,
        "DeploymentTargets": operation.units,
    }
    if operation.action == DETECT_DRIFT:
        about["StackSetDriftDetectionDetails"] = of_operation(account, operation)
    return {"StackSetOperation": about}


def list_stack_set_operations(account: Account, region: str, params: Params) -> Params:
    """All operations of a set, the latest first."""
    operations = list(reversed(any_stack_set(account, region, params).operations.values()))
    shown, more = page(operations, params.get("NextToken"), params.get("MaxResults", _PAGE))
    return {"Summaries": [_summary(account, one) for one in shown], **more}


def list_stack_set_operation_results(account: Account, region: str, params: Params) -> Params:
    """How an operation went at each target, those of a status where one is given."""
    found = any_stack_set(account, region, params)
    wanted = [one["Values"] for one in params.get("Filters", ())]
    results = [one for one in named(found, params).results.values() if all(one.status == status for status in wanted)]
    shown, more = page(results, params.get("NextToken"), params.get("MaxResults", _PAGE))
    return {"Summaries": [_result(account, found, one) for one in shown], **more}


def stop_stack_set_operation(account: Account, region: str, params: Params) -> Params:
    """Begin nothing more in an operation."""
    found = stack_set(account, region, params)
    account.stack_sets(region).stop(found.name, named(found, params).id)
    account.clock.advance(account.clock.seconds)
    return {}


def named(found: StackSet, params: Params) -> Operation:
    """The operation that a request names. Raises StackSetError."""
    operation = found.operations.get(params["OperationId"])
    if operation is None:
        raise StackSetError("OperationNotFoundException", f"Operation {params['OperationId']} not found")
    return operation


def _summary(account: Account, operation: Operation) -> dict[str, Any]:
    return {
        "OperationId": operation.id,
        "Action": CREATE if operation.action == IMPORT else operation.action,
        "Status": operation.status,
        "CreationTimestamp": account.moment(operation.created),
        "EndTimestamp": None if operation.ended is None else account.moment(operation.ended),
        "StatusReason": operation.reason or None,
        "StatusDetails": {"FailedStackInstancesCount": operation.failed},
        "OperationPreferences": {"RegionOrder": [], **operation.given},
    }


def _result(account: Account, stack_set: StackSet, one: Result) -> dict[str, Any]:
    gate = {"Status": FAILED, "StatusReason": one.reason} if one.barred else _NO_GATE
    return {
        "Account": one.target.account,
        "Region": one.target.region,
        "Status": one.status,
        "StatusReason": one.reason or None,
        "AccountGateResult": gate if one.status in (SUCCEEDED, FAILED) else None,
        "OrganizationalUnitId": unit(account, stack_set, one.target.account),
    }


OPERATIONS = {
    "DescribeStackSetOperation": describe_stack_set_operation,
    "ListStackSetOperations": list_stack_set_operations,
    "ListStackSetOperationResults": list_stack_set_operation_results,
    "StopStackSetOperation": stop_stack_set_operation,
}
