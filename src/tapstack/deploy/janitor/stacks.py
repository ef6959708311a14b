"""Stacks of runs that no StackSet manages any more, such as taskcat's.

Source: botocore cloudformation, DescribeStacks and DeleteStack (under the role that made the stack).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from tapstack.deploy.janitor.remain import Remain
from tapstack.deploy.janitor.scope import Scope
from tapstack.deploy.janitor.stack_sets import PATIENCE
from tapstack.deploy.stores import ABSENT, DELETED, LEFT, Outcome, told

TYPE = "AWS::CloudFormation::Stack"
_ENDED = ("DELETE_COMPLETE", "DELETE_FAILED")


def find(scope: Scope) -> Iterator[Remain]:
    """The stacks that carry a run's tags and were made with its suffix, those that were deployed last first."""
    for region in reversed(scope.regions):
        for page in scope.client("cloudformation", region).get_paginator("describe_stacks").paginate():
            for stack in page["Stacks"]:
                run = scope.tell({tag["Key"]: tag["Value"] for tag in stack.get("Tags", ())})
                if run is not None and _made_with(stack) == run.suffix:
                    yield Remain(run.suffix, TYPE, region, stack["StackId"])


def remove(scope: Scope, remain: Remain) -> Outcome:
    """Delete it and wait; one that is being deleted is only waited for."""
    client = scope.client("cloudformation", remain.region)
    status, _ = _status(client, remain.name)
    if status == "DELETE_COMPLETE":
        return Outcome(ABSENT)
    if status != "DELETE_IN_PROGRESS":
        client.delete_stack(StackName=remain.name)
    scope.access(remain.region, PATIENCE).wait_until(lambda: _status(client, remain.name)[0] in _ENDED)
    status, why = _status(client, remain.name)
    return Outcome(DELETED) if status == "DELETE_COMPLETE" else Outcome(LEFT, f"It is {status}: {why}")


def _made_with(stack: dict[str, Any]) -> str | None:
    values = {row["ParameterKey"]: row.get("ParameterValue") for row in stack.get("Parameters", ())}
    return values.get("EnvironmentSuffix")


def _status(client: Any, stack_id: str) -> tuple[str, str]:
    """Status and reason; DELETE_COMPLETE of one that is not there."""
    try:
        (stack,) = client.describe_stacks(StackName=stack_id)["Stacks"]
    except ClientError as error:
        if "does not exist" in told(error):
            return "DELETE_COMPLETE", ""
        raise
    return stack["StackStatus"], stack.get("StackStatusReason", "no reason is told")
