"""What a detection of drift found, as CloudFormation tells it: of an instance of the StackSet, or of a stack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.deploy.errors import told

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection

CHANGED = ("MODIFIED", "DELETED")


class Difference(NamedTuple):
    """``kind`` is ADD, REMOVE or NOT_EQUAL. Source: botocore cloudformation, PropertyDifference."""

    path: str
    expected: str
    actual: str
    kind: str

    @property
    def text(self) -> str:
        """``/Description: was 'a', is 'b'``."""
        if self.kind == "ADD":
            return f"{self.path}: was not there, is {self.actual}"
        if self.kind == "REMOVE":
            return f"{self.path}: was {self.expected}, is gone"
        return f"{self.path}: was {self.expected}, is {self.actual}"


@dataclass(frozen=True)
class ResourceDrift:
    """``status`` is IN_SYNC, MODIFIED, DELETED, or one that says that nobody could look, with the ``reason``."""

    region: str
    logical_id: str
    type: str
    physical_id: str
    status: str
    differences: tuple[Difference, ...] = ()
    reason: str = ""


def of_instance(connection: Connection, stack_set: str, region: str, operation_id: str) -> list[ResourceDrift]:
    """What an operation on the StackSet found in this account's instance of a region."""
    client = connection.client("cloudformation")
    named = {"StackSetName": stack_set, "OperationId": operation_id}
    where = {"StackInstanceAccount": connection.account_id, "StackInstanceRegion": region}
    with told(f"read what drifted in {region}"):
        rows = list(_pages(client.list_stack_instance_resource_drifts, {**named, **where}, "Summaries"))
    return [_drift(region, row) for row in rows]


def of_stack(connection: Connection, region: str, stack_id: str) -> list[ResourceDrift]:
    """What the last detection found in a stack."""
    client = connection.client("cloudformation", region)
    with told(f"read what drifted in {region}"):
        rows = list(_pages(client.describe_stack_resource_drifts, {"StackName": stack_id}, "StackResourceDrifts"))
    return [_drift(region, row) for row in rows]


def _pages(ask: Callable[..., Any], given: Mapping[str, Any], member: str) -> Iterator[Mapping[str, Any]]:
    """Botocore has no paginators for these."""
    token: dict[str, str] = {}
    while True:
        answer = ask(**given, **token)
        yield from answer.get(member, ())
        if not answer.get("NextToken"):
            return
        token = {"NextToken": answer["NextToken"]}


def _drift(region: str, row: Mapping[str, Any]) -> ResourceDrift:
    differences = (
        Difference(one["PropertyPath"], one["ExpectedValue"], one["ActualValue"], one["DifferenceType"])
        for one in row.get("PropertyDifferences", ())
    )
    return ResourceDrift(
        region,
        row["LogicalResourceId"],
        row["ResourceType"],
        row.get("PhysicalResourceId", ""),
        row["StackResourceDriftStatus"],
        tuple(differences),
        row.get("DriftStatusReason", ""),
    )
