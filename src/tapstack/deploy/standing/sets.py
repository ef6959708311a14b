"""A StackSet as it is: its own settings, its instances, and its last operations with what came of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.deploy.errors import code, told

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection

OVER = ("SUCCEEDED", "FAILED", "STOPPED")
"""Source: botocore cloudformation, StackSetOperationStatus: the others are RUNNING, STOPPING and QUEUED."""
_MISSING = "StackSetNotFoundException"


@dataclass(frozen=True)
class Instance:
    """``status`` is CURRENT, OUTDATED or INOPERABLE; ``detailed`` tells how the last operation on it went."""

    account: str
    region: str
    status: str
    detailed: str
    reason: str = ""
    stack_id: str = ""
    drift: str = ""
    unit: str = ""

    @property
    def current(self) -> bool:
        """Whether the stack is as the StackSet wants it, and its last operation succeeded."""
        return self.status == "CURRENT" and self.detailed in ("SUCCEEDED", "")


@dataclass(frozen=True)
class Result:
    """What came of an operation in one account and region."""

    account: str
    region: str
    status: str
    reason: str = ""


@dataclass(frozen=True)
class StandingOperation:
    """``results`` in the order in which AWS lists them; empty where they were not asked for."""

    id: str
    action: str
    status: str
    created: datetime | None
    ended: datetime | None
    reason: str = ""
    results: tuple[Result, ...] = ()

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.status in OVER


@dataclass(frozen=True)
class StandingSet:
    """``template`` is the text that the StackSet was given last; ``parameters`` without values that are NoEcho."""

    name: str
    stack_set_id: str
    status: str
    permission_model: str
    template: str = field(repr=False)
    parameters: Mapping[str, str] = field(default_factory=dict)
    instances: tuple[Instance, ...] = ()
    units: tuple[str, ...] = ()

    def instance(self, region: str, account: str) -> Instance | None:
        """The instance of that account in that region; None where there is none."""
        return next((one for one in self.instances if (one.region, one.account) == (region, account)), None)

    @property
    def regions(self) -> tuple[str, ...]:
        """Where it has instances."""
        return tuple(dict.fromkeys(one.region for one in self.instances))


def standing_set(connection: Connection, name: str) -> StandingSet | None:
    """The StackSet of that name; None where there is none."""
    client = connection.client("cloudformation")
    with told(f"describe the StackSet {name}"):
        try:
            body = client.describe_stack_set(StackSetName=name)["StackSet"]
        except ClientError as error:
            if code(error) == _MISSING:
                return None
            raise
        pages = client.get_paginator("list_stack_instances").paginate(StackSetName=name)
        instances = tuple(_instance(one) for page in pages for one in page["Summaries"])
    return _set(body, instances) if body.get("Status") != "DELETED" else None


def operations(connection: Connection, name: str, most: int = 5) -> list[StandingOperation]:
    """The last operations of a StackSet, the newest first, each with its results; none where there is no StackSet."""
    client = connection.client("cloudformation")
    with told(f"list the operations of the StackSet {name}"):
        try:
            found = client.list_stack_set_operations(StackSetName=name)["Summaries"]
        except ClientError as error:
            if code(error) == _MISSING:
                return []
            raise
        return [_operation(client, name, one) for one in sorted(found, key=_created, reverse=True)[:most]]


def _created(summary: Mapping[str, Any]) -> float:
    at = summary.get("CreationTimestamp")
    return at.timestamp() if isinstance(at, datetime) else 0.0


def _operation(client: Any, name: str, body: Mapping[str, Any]) -> StandingOperation:
    pages = client.get_paginator("list_stack_set_operation_results").paginate(
        StackSetName=name, OperationId=body["OperationId"]
    )
    results = [_result(one) for page in pages for one in page["Summaries"]]
    return StandingOperation(
        body["OperationId"],
        body.get("Action", ""),
        body.get("Status", ""),
        body.get("CreationTimestamp"),
        body.get("EndTimestamp"),
        body.get("StatusReason", ""),
        tuple(results),
    )


def _result(body: Mapping[str, Any]) -> Result:
    return Result(body.get("Account", ""), body.get("Region", ""), body.get("Status", ""), body.get("StatusReason", ""))


def _instance(body: Mapping[str, Any]) -> Instance:
    return Instance(
        account=body.get("Account", ""),
        region=body.get("Region", ""),
        status=body.get("Status", ""),
        detailed=body.get("StackInstanceStatus", {}).get("DetailedStatus", ""),
        reason=body.get("StatusReason", ""),
        stack_id=body.get("StackId", ""),
        drift=body.get("DriftStatus", ""),
        unit=body.get("OrganizationalUnitId", ""),
    )


def _set(body: Mapping[str, Any], instances: Sequence[Instance]) -> StandingSet:
    return StandingSet(
        name=body["StackSetName"],
        stack_set_id=body.get("StackSetId", ""),
        status=body.get("Status", ""),
        permission_model=body.get("PermissionModel", ""),
        template=body.get("TemplateBody", ""),
        parameters={one["ParameterKey"]: one.get("ParameterValue", "") for one in body.get("Parameters", [])},
        instances=tuple(instances),
        units=tuple(body.get("OrganizationalUnitIds", ())),
    )
