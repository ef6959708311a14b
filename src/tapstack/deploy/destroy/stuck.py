"""What keeps a stack from being deleted, and what a hand has to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tapstack.deploy.standing.sets import standing_set
from tapstack.deploy.standing.stacks import standing_stack

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.standing.stacks import StackResource

_FAILED = "DELETE_FAILED"


class Stuck(NamedTuple):
    """``what`` is wrong in a region, and the ``remedy``."""

    region: str
    what: str
    remedy: str


def stuck(connection: Connection, name: str) -> list[Stuck]:
    """The instances of this account that did not go, those first whose resources tell why.

    One that was CANCELLED only waits for another. Source: botocore cloudformation, StackInstance.Status (INOPERABLE)
    and DeleteStack, RetainResources.
    """
    return sorted(_stuck(connection, name), key=lambda one: _FAILED not in one.what)


def _stuck(connection: Connection, name: str) -> Iterator[Stuck]:
    standing = standing_set(connection, name)
    for one in standing.instances if standing else ():
        if one.account != connection.account_id or one.detailed == "CANCELLED":
            continue
        stack = standing_stack(connection, one.region, one.stack_id) if one.stack_id else None
        if stack is not None and stack.status == _FAILED:
            failed = [resource for resource in stack.resources.values() if resource.status == _FAILED]
            yield Stuck(
                one.region, f"The stack is {_FAILED}: {_of(failed)}", _remedy(one.region, stack.stack_id, failed)
            )
        elif one.status == "INOPERABLE" or not one.current:
            yield Stuck(one.region, f"The instance is {one.status}: {one.reason or 'AWS tells no reason'}", _AGAIN)


_AGAIN = "Mend what the reason names, then run the same command again"


def _of(failed: list[StackResource]) -> str:
    named = "; ".join(f"{one.logical_id} ({one.type}, {one.physical_id}): {one.reason}" for one in failed)
    return named or "AWS names no resource"


def _remedy(region: str, stack_id: str, failed: list[StackResource]) -> str:
    keep = " ".join(one.logical_id for one in failed)
    leave = f"aws cloudformation delete-stack --region {region} --stack-name {stack_id} --retain-resources {keep}"
    return f"{_AGAIN}; or leave behind what does not go: {leave}" if keep else _AGAIN
