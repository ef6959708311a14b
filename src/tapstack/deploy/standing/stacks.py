"""A stack as it is: its status, outputs and resources, as CloudFormation tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.deploy.errors import code, told

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection

COMPLETE = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE")
"""Source: botocore cloudformation, StackStatus and ResourceStatus: nothing is under way and nothing was rolled back."""
_GONE = ("DELETE_COMPLETE", "DELETE_SKIPPED")


@dataclass(frozen=True)
class StackResource:
    """A resource of a stack; ``drift`` is MODIFIED, DELETED, IN_SYNC, NOT_CHECKED or ""."""

    logical_id: str
    type: str
    physical_id: str
    status: str
    reason: str = ""
    drift: str = ""


@dataclass(frozen=True)
class StandingStack:
    """A stack that is there; ``protected`` if termination protection is on; ``resources`` without those deleted."""

    region: str
    stack_id: str
    name: str
    status: str
    reason: str = ""
    drift: str = "NOT_CHECKED"
    protected: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    resources: Mapping[str, StackResource] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether its last operation made it what was wanted."""
        return self.status in COMPLETE


def standing_stack(connection: Connection, region: str, stack_id: str) -> StandingStack | None:
    """The stack of that name or id; None where there is none, or it is deleted."""
    client = connection.client("cloudformation", region)
    with told(f"describe the stack in {region}"):
        try:
            body = client.describe_stacks(StackName=stack_id)["Stacks"][0]
        except ClientError as error:
            if is_missing(error):
                return None
            raise
        if body["StackStatus"] == "DELETE_COMPLETE":
            return None
        resources = _resources(client, stack_id)
    return _stack(region, body, resources)


def is_missing(error: ClientError) -> bool:
    """Whether it says that there is no such stack.

    Source: aws/aws-cli issue 2887 and others: DescribeStacks answers ValidationError, "Stack with id X does not exist".
    """
    return code(error) == "ValidationError" and "does not exist" in str(error)


def _resources(client: Any, stack_id: str) -> dict[str, StackResource]:
    pages = client.get_paginator("list_stack_resources").paginate(StackName=stack_id)
    found = [_resource(one) for page in pages for one in page["StackResourceSummaries"]]
    return {one.logical_id: one for one in found if one.status not in _GONE}


def _resource(body: Mapping[str, Any]) -> StackResource:
    return StackResource(
        body["LogicalResourceId"],
        body["ResourceType"],
        body.get("PhysicalResourceId", ""),
        body["ResourceStatus"],
        body.get("ResourceStatusReason", ""),
        body.get("DriftInformation", {}).get("StackResourceDriftStatus", ""),
    )


def _stack(region: str, body: Mapping[str, Any], resources: Mapping[str, StackResource]) -> StandingStack:
    return StandingStack(
        region=region,
        stack_id=body["StackId"],
        name=body["StackName"],
        status=body["StackStatus"],
        reason=body.get("StackStatusReason", ""),
        drift=body.get("DriftInformation", {}).get("StackDriftStatus", "NOT_CHECKED"),
        protected=body.get("EnableTerminationProtection", False),
        parameters={one["ParameterKey"]: one.get("ParameterValue", "") for one in body.get("Parameters", [])},
        outputs={one["OutputKey"]: one.get("OutputValue", "") for one in body.get("Outputs", [])},
        resources=resources,
    )
