"""The StackSet as it is: its definition, its instances with their stacks, its operations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.deploy.errors import code, told
from tapstack.deploy.planning.present import Instance, Present, UnderWay

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection

_ENDED = ("SUCCEEDED", "FAILED", "STOPPED")


def look(connection: Connection, name: str, *, uploaded: bool = False) -> Present:
    """What is there under a name; ``uploaded`` if the template's object is in the bucket."""
    with told(f"look at the StackSet {name}"):
        described = _described(connection, name)
        if described is None:
            return Present(uploaded)
        operations = list(_pages(connection, "list_stack_set_operations", name))
        under_way = tuple(
            UnderWay(one["OperationId"], one["Action"], one["Status"], one.get("CreationTimestamp"))
            for one in reversed(operations)
            if one["Status"] not in _ENDED
        )
        last = operations[0]["OperationId"] if operations else ""
        return Present(uploaded, described, tuple(instances(connection, name)), under_way, last)


def instances(connection: Connection, name: str) -> Iterator[Instance]:
    """The instances of a set, with the status of those stacks that are in this account."""
    for one in _pages(connection, "list_stack_instances", name):
        yield _with_stack(connection, instance(one))


def instance(summary: Mapping[str, Any]) -> Instance:
    """A StackInstanceSummary as an Instance, without its stack's status."""
    return Instance(
        account=summary["Account"],
        region=summary["Region"],
        status=summary.get("Status", ""),
        detailed=summary.get("StackInstanceStatus", {}).get("DetailedStatus", ""),
        reason=summary.get("StatusReason", ""),
        stack_id=summary.get("StackId") or None,
        unit=summary.get("OrganizationalUnitId") or None,
    )


def _with_stack(connection: Connection, found: Instance) -> Instance:
    """A stack that is deleted, or not known any more, is none."""
    if found.stack_id is None or found.account != connection.account_id:
        return found
    try:
        stack = connection.client("cloudformation", found.region).describe_stacks(StackName=found.stack_id)["Stacks"][0]
    except ClientError as error:
        if code(error) != "ValidationError":
            raise
        return replace(found, stack_id=None)
    if stack["StackStatus"] == "DELETE_COMPLETE":
        return replace(found, stack_id=None)
    return replace(found, stack_status=stack["StackStatus"])


def _described(connection: Connection, name: str) -> Mapping[str, Any] | None:
    try:
        found = connection.client("cloudformation").describe_stack_set(StackSetName=name)["StackSet"]
    except ClientError as error:
        if code(error) != "StackSetNotFoundException":
            raise
        return None
    return found if found.get("Status", "ACTIVE") == "ACTIVE" else None


def _pages(connection: Connection, operation: str, name: str) -> Iterator[dict[str, Any]]:
    for page in connection.client("cloudformation").get_paginator(operation).paginate(StackSetName=name):
        yield from page["Summaries"]
