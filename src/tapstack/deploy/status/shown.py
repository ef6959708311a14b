"""A situation as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.standing.sets import Instance, StandingOperation
    from tapstack.deploy.standing.stacks import StandingStack
    from tapstack.deploy.status.situation import Situation

_WIDTH = 16


def text(connection: Connection, name: str, seen: Situation) -> Iterator[str]:
    """A line for each thing that is there."""
    where = f"account {connection.account_id}, managed in {connection.management_region}"
    if seen.standing is None:
        yield f"There is no StackSet {name} in {where}."
        return
    yield f"StackSet {name} in {where}: {seen.standing.status}, {seen.standing.permission_model}"
    for one in seen.standing.instances:
        yield _instance(connection, one, seen)
        for failure in seen.failures.get(one.region, ()) if one.account == connection.account_id else ():
            at = _time(failure.time)
            yield f"  {at} {failure.logical_id} ({failure.type}) {failure.status}: {failure.reason}"
    if not seen.standing.instances:
        yield "It has no instances."
    yield from _operations(seen)


def _instance(connection: Connection, one: Instance, seen: Situation) -> str:
    account = "" if one.account == connection.account_id else f" account {one.account}"
    status = f"{one.region:{_WIDTH}}{account} {one.status} {one.detailed}"
    reason = f": {one.reason}" if one.reason and not one.current else ""
    if account:
        return f"{status}{reason}; its stack is that account's own"
    stack = seen.stacks.get(one.region)
    return f"{status}{reason}; {_stack(stack) if stack else 'no stack'}"


def _stack(stack: StandingStack) -> str:
    resources = Counter(one.status for one in stack.resources.values())
    counted = ", ".join(f"{count} {status}" for status, count in resources.items())
    protected = ", termination protection is on" if stack.protected else ""
    return f"stack {stack.status} ({counted}){protected}, drift {stack.drift}"


def _operations(seen: Situation) -> Iterator[str]:
    if seen.running is not None:
        yield f"Under way: operation {_operation(seen.running)}. Follow it: tapstack status --follow."
    for one in seen.operations:
        yield f"Operation {_operation(one)}"
        for result in one.results:
            yield f"  {result.region:{_WIDTH}} {result.status}{f': {result.reason}' if result.reason else ''}"


def _operation(one: StandingOperation) -> str:
    span = " to ".join(_time(at) for at in (one.created, one.ended) if at)
    reason = f": {one.reason}" if one.reason else ""
    return f"{one.id} {one.action} {one.status}{f', {span}' if span else ''}{reason}"


def _time(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def document(connection: Connection, name: str, seen: Situation, regions: tuple[str, ...]) -> dict[str, Any]:
    """``{"version": 1, "account", "stack_set", "current", "instances", "running", "operations", ...}``."""
    standing = seen.standing
    return {
        "version": 1,
        "account": connection.account_id,
        "management_region": connection.management_region,
        "regions": list(regions),
        "stack_set": None
        if standing is None
        else {"name": name, "status": standing.status, "permission_model": standing.permission_model},
        "current": seen.is_current(regions),
        "instances": [_instance_json(one, seen, connection) for one in standing.instances] if standing else [],
        "running": seen.running.id if seen.running else None,
        "operations": [_operation_json(one) for one in seen.operations],
    }


def _instance_json(one: Instance, seen: Situation, connection: Connection) -> dict[str, Any]:
    own = one.account == connection.account_id
    stack = seen.stacks.get(one.region) if own else None
    failures = seen.failures.get(one.region, ()) if own else ()
    return {
        "account": one.account,
        "region": one.region,
        "status": one.status,
        "detailed_status": one.detailed,
        "reason": one.reason,
        "stack_id": one.stack_id or None,
        "stack": stack and _stack_json(stack),
        "failures": [{**failure._asdict(), "time": _time(failure.time)} for failure in failures],
    }


def _stack_json(stack: StandingStack) -> dict[str, Any]:
    return {
        "name": stack.name,
        "status": stack.status,
        "reason": stack.reason,
        "drift": stack.drift,
        "termination_protection": stack.protected,
        "resources": dict(Counter(one.status for one in stack.resources.values())),
    }


def _operation_json(one: StandingOperation) -> dict[str, Any]:
    results = [
        {"account": result.account, "region": result.region, "status": result.status, "reason": result.reason}
        for result in one.results
    ]
    return {
        "id": one.id,
        "action": one.action,
        "status": one.status,
        "reason": one.reason,
        "created": _time(one.created) or None,
        "ended": _time(one.ended) or None,
        "results": results,
    }
