"""From a target to the verdicts on its drift."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.cli.connected import followed
from tapstack.deploy.drift import detect, found
from tapstack.deploy.drift.ahead import ahead
from tapstack.deploy.drift.aliases import resolved
from tapstack.deploy.drift.verdicts import of_failure, of_missing, of_region
from tapstack.deploy.following import Pace
from tapstack.deploy.standing.sets import operations, standing_set
from tapstack.deploy.standing.stacks import standing_stack
from tapstack.findings import NothingCheckedError

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.following import Operation
    from tapstack.deploy.proving.verdict import Verdict
    from tapstack.deploy.standing.sets import StandingSet
    from tapstack.deploy.standing.stacks import StandingStack
    from tapstack.deploy.target import Target


def drifted(connection: Connection, target: Target, *, per_stack: bool, timeout: float | None) -> list[Verdict]:
    """Has CloudFormation look, and tells what it found. Raises NothingCheckedError where there is no StackSet."""
    standing = standing_set(connection, target.stack_set)
    if standing is None:
        message = f"There is no StackSet {target.stack_set} in account {connection.account_id}."
        raise NothingCheckedError(message, remedy="Deploy it: tapstack deploy.")
    look = _each_stack if per_stack else _whole_set
    return [*look(connection, target, standing, timeout), ahead(connection, target, standing)]


def _whole_set(
    connection: Connection, target: Target, standing: StandingSet, timeout: float | None
) -> Iterator[Verdict]:
    running = next((one for one in operations(connection, target.stack_set) if not one.over), None)
    operation = followed(connection, target, detect.begin(connection, target.stack_set, running), timeout)
    for region in target.subject.regions:
        stack = _stack(connection, standing, region)
        if stack is None:
            yield of_missing(region)
        elif why := _why_not(operation, region):
            yield of_failure(region, why)
        else:
            told = found.of_instance(connection, target.stack_set, region, operation.id)
            yield from of_region(stack, list(resolved(connection, told)))


def _why_not(operation: Operation, region: str) -> str:
    """Why an operation says nothing of a region; "" where it does."""
    result = next((one for one in operation.results if one.region == region), None)
    if result is None:
        return f"the operation is {operation.status}, and was not for this region"
    return "" if result.status == "SUCCEEDED" else f"{result.status} {result.reason}".strip()


def _each_stack(
    connection: Connection, target: Target, standing: StandingSet, timeout: float | None
) -> Iterator[Verdict]:
    pace = Pace(timeout=None if timeout is None else timeout * 60)
    for region in target.subject.regions:
        stack = _stack(connection, standing, region)
        if stack is None:
            yield of_missing(region)
        elif why := detect.of_stack(connection, region, stack.stack_id, pace):
            yield of_failure(region, why)
        else:
            told = found.of_stack(connection, region, stack.stack_id)
            yield from of_region(stack, list(resolved(connection, told)))


def _stack(connection: Connection, standing: StandingSet, region: str) -> StandingStack | None:
    instance = standing.instance(region, connection.account_id)
    return standing_stack(connection, region, instance.stack_id) if instance and instance.stack_id else None
