"""What CloudFormation itself says of a test's stack: taskcat's word is not enough.

taskcat ends green when a test is unknown and nothing ran, and knows only a stack's status. It tags what it makes
(`_cfn/threaded.py`), so that its stacks are found without it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tapstack.deploy.errors import told
from tapstack.deploy.taskcat.tests import Test

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection

DELETED = "DELETE_COMPLETE"
RETAINED = "DELETE_SKIPPED"


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of a stack, as CloudFormation lists it."""

    logical_id: str
    type: str
    physical_id: str
    status: str


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack that taskcat made for a test."""

    id: str
    name: str
    region: str
    status: str
    reason: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    resources: tuple[Resource, ...] = ()


def of_test(connection: Connection, project: str, test: Test) -> list[Stack]:
    """The stacks of a test of ``project``, with their resources; there should be one. Raises TapstackError."""
    client = connection.client("cloudformation", test.region)
    with told(f"look for the stack of the test {test.name} in {test.region}"):
        pages = client.get_paginator("describe_stacks").paginate()
        found = [stack for page in pages for stack in page["Stacks"]]
        wanted = {("taskcat-project-name", project), ("taskcat-test-name", test.name)}
        return [_stack(client, stack, test.region) for stack in found if wanted <= _tags(stack)]


def deleted(
    connection: Connection, stack: Stack, *, pause: float, limit: float, sleep: Callable[[float], None] = time.sleep
) -> Stack:
    """``stack`` when its deletion has ended, however, or after ``limit`` seconds; asked for every ``pause`` seconds.

    Asked by id, which names a deleted stack, too, and its resources for 90 days
    (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html).
    """
    client = connection.client("cloudformation", stack.region)
    end = time.monotonic() + limit
    while True:
        with told(f"follow the deletion of {stack.name} in {stack.region}"):
            now = client.describe_stacks(StackName=stack.id)["Stacks"][0]
        if now["StackStatus"] != "DELETE_IN_PROGRESS" or time.monotonic() > end:
            with told(f"list what is left of {stack.name} in {stack.region}"):
                return _stack(client, now, stack.region)
        sleep(pause)


def _tags(stack: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(tag["Key"], tag["Value"]) for tag in stack.get("Tags", ())}


def _stack(client: Any, described: Mapping[str, Any], region: str) -> Stack:
    pages = client.get_paginator("list_stack_resources").paginate(StackName=described["StackId"])
    resources = [resource for page in pages for resource in page["StackResourceSummaries"]]
    return Stack(
        id=described["StackId"],
        name=described["StackName"],
        region=region,
        status=described["StackStatus"],
        reason=described.get("StackStatusReason", ""),
        parameters={one["ParameterKey"]: one.get("ParameterValue", "") for one in described.get("Parameters", ())},
        resources=tuple(map(_resource, resources)),
    )


def _resource(summary: Mapping[str, Any]) -> Resource:
    return Resource(
        summary["LogicalResourceId"],
        summary["ResourceType"],
        summary.get("PhysicalResourceId", ""),
        summary["ResourceStatus"],
    )
