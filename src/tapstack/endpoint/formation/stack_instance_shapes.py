"""Instances of StackSets as answers tell them. Source: botocore cloudformation, StackInstance, StackInstanceSummary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation.stack_set_drift import status_of
from tapstack.endpoint.formation.stack_set_names import set_id
from tapstack.endpoint.formation.stack_set_shapes import told
from tapstack.simulate.stackset.statuses import SERVICE_MANAGED

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.simulate.stackset import StackInstance, StackSet


def summary(account: Account, stack_set: StackSet, one: StackInstance) -> dict[str, Any]:
    """As ListStackInstances tells it."""
    return {
        "StackSetId": set_id(stack_set),
        "Region": one.target.region,
        "Account": one.target.account,
        "StackId": one.stack_id,
        "Status": one.status,
        "StatusReason": one.reason or None,
        "StackInstanceStatus": {"DetailedStatus": one.detailed},
        "OrganizationalUnitId": unit(account, stack_set, one.target.account),
        "DriftStatus": status_of(one.drift),
        "LastDriftCheckTimestamp": account.moment(one.drift.seconds) if one.drift else None,
        "LastOperationId": one.last_operation or None,
    }


def described(account: Account, stack_set: StackSet, one: StackInstance) -> dict[str, Any]:
    """As DescribeStackInstance tells it."""
    return {**summary(account, stack_set, one), "ParameterOverrides": list(told(stack_set, one.overrides))}


def unit(account: Account, stack_set: StackSet, number: str) -> str | None:
    """The unit of a service-managed set by which an account is in it."""
    if stack_set.permission_model != SERVICE_MANAGED:
        return None
    units = account.organization.units
    return next((name for name in stack_set.units if number in units.get(name, ())), None)
