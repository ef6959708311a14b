"""What is told of drift: of an instance, an operation, and a set.

Source: botocore cloudformation, shape StackSetDriftDetectionDetails, and the examples of the user guide,
"Performing drift detection on CloudFormation StackSets".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.simulate.stackset.statuses import DETECT_DRIFT, PENDING, RUNNING, STOPPED, SUCCEEDED

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.simulate.stackset import Drift, Operation, StackSet

NOT_CHECKED, IN_SYNC, DRIFTED = "NOT_CHECKED", "IN_SYNC", "DRIFTED"
_COUNTS = ("Total", "Drifted", "InSync", "InProgress", "Failed")


def status_of(drift: Drift | None) -> str:
    """The drift status of an instance."""
    if drift is None:
        return NOT_CHECKED
    return DRIFTED if drift.drifted else IN_SYNC


def last(stack_set: StackSet) -> Operation | None:
    """The last detection that has ended; None before the first."""
    ended = [one for one in stack_set.operations.values() if one.action == DETECT_DRIFT and one.over]
    return ended[-1] if ended else None


def of_set(account: Account, stack_set: StackSet) -> dict[str, Any]:
    """What the last detection that has ended found."""
    operation = last(stack_set)
    if operation is not None:
        return of_operation(account, operation)
    return {"DriftStatus": NOT_CHECKED, **_counts(0, 0, 0, 0, 0)}


def of_operation(account: Account, operation: Operation) -> dict[str, Any]:
    """What a detection has found as yet."""
    results = list(operation.results.values())
    found = [one.drift for one in results if one.drift is not None]
    drifted = sum(one.drifted for one in found)
    going = 0 if operation.over else sum(one.status in (PENDING, RUNNING) for one in results)
    looked = max((one.seconds for one in found), default=operation.created)
    failed = len(results) - len(found) - going
    return {
        "DriftStatus": DRIFTED if drifted else IN_SYNC if found or not results else NOT_CHECKED,
        "DriftDetectionStatus": _how(operation, failed),
        "LastDriftCheckTimestamp": account.moment(looked),
        **_counts(len(results), drifted, len(found) - drifted, going, failed),
    }


def _how(operation: Operation, failed: int) -> str:
    if not operation.over:
        return "IN_PROGRESS"
    if operation.status == SUCCEEDED:
        return "PARTIAL_SUCCESS" if failed else "COMPLETED"
    return "STOPPED" if operation.status == STOPPED else "FAILED"


def _counts(*numbers: int) -> dict[str, int]:
    return {f"{name}StackInstancesCount": number for name, number in zip(_COUNTS, numbers, strict=True)}
