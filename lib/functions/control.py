"""The provider of the stack's custom resources, and the keeper of the stack's status, in each region.

CloudFormation sends a request and waits until its ``ResponseURL`` gets an answer; an EventBridge rule sends what
becomes of the stack. Every request may come twice, and a Delete may follow a Create that failed.
"""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from parts.backup_settings import turn_on
from parts.custom_answers import encoded, send
from parts.custom_requests import FAILURES, ControlError, Request, deadline, log
from parts.migration_record import record, record_status, retire
from parts.peer_contract import read_contract
from parts.peer_routes import put_routes, remove_routes

ANSWERING = 30.0  # seconds kept for an attempt under way (8) and for three tries to answer (5 each, and their pauses)


def nothing(_: Request) -> None:
    """What there is to delete of a contract, which was only read, and of settings, which others use too."""


@dataclass(frozen=True)
class Resource:
    """A type of custom resource."""

    physical_id: str  # {E} is the environment, {R} this region: nothing that an update changes
    put: Callable[[Request], dict[str, str]]
    remove: Callable[[Request], None]


RESOURCES = {
    "Custom::PeerContract": Resource("peer-contract-{E}", read_contract, nothing),
    "Custom::PeerRoutes": Resource("peer-routes-{E}", put_routes, remove_routes),
    "Custom::MigrationRecord": Resource("migration-record-{E}-{R}", record, retire),
    "Custom::BackupSettings": Resource("backup-settings-{R}", turn_on, nothing),
}


def carry_out(event: Mapping[str, Any], ours: str) -> dict[str, str]:
    """Do what is asked and give the resource's attributes; ControlError if the request makes no sense."""
    where = f"{event.get('LogicalResourceId')} ({event.get('ResourceType')})"
    resource, action = RESOURCES.get(str(event.get("ResourceType"))), str(event.get("RequestType"))
    if resource is None:
        raise ControlError(f"{where}: no such type; use one of {', '.join(RESOURCES)}")
    if action not in ("Create", "Update", "Delete"):
        raise ControlError(f"{where}: RequestType must be Create, Update or Delete, not {action!r}; send it again")
    properties, old = event.get("ResourceProperties"), event.get("OldResourceProperties") or {}
    if not isinstance(properties, dict) or not isinstance(old, dict):
        raise ControlError(f"{where}: properties must be an object; send the request again")
    request = Request(action, where, str(event.get("RequestId")), properties, old if action == "Update" else {})
    if action != "Delete":
        return resource.put(request)
    if event.get("PhysicalResourceId") == ours:
        resource.remove(request)
    return {}


def answer_to(event: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a request, whatever happens.

    A Delete always succeeds: what it may leave (a route to nowhere, a record that is not marked) harms nothing and is
    taken over by a later Create, while a refused Delete would keep the stack from being deleted or rolled back.
    """
    deleting, given = event.get("RequestType") == "Delete", str(event.get("PhysicalResourceId") or "")
    resource = RESOURCES.get(str(event.get("ResourceType")))
    ours = (resource.physical_id if resource else "unknown").format(
        E=os.environ["ENVIRONMENT"], R=os.environ["AWS_REGION"]
    )
    answer = {name: str(event.get(name)) for name in ("StackId", "RequestId", "LogicalResourceId")}
    answer["PhysicalResourceId"] = given if deleting and given else ours
    try:
        return {**answer, "Status": "SUCCESS", "Data": carry_out(event, ours)}
    except Exception as error:  # noqa: BLE001 - CloudFormation waits up to an hour for an answer that does not come
        reason = str(error) if isinstance(error, FAILURES) else f"{type(error).__name__}: {error}"
        log("WARNING" if deleting else "ERROR", reason, request=answer["RequestId"])
        return {**answer, "Status": "SUCCESS" if deleting else "FAILED", "Reason": reason}


def handler(event: dict[str, Any], context: Any) -> None:
    """Answer a request of CloudFormation, or record the status that an event tells."""
    deadline.set(time.time() + context.get_remaining_time_in_millis() / 1000 - ANSWERING)
    if "ResponseURL" in event:
        send(event["ResponseURL"], encoded(answer_to(event)))
    elif event.get("detail-type") == "CloudFormation Stack Status Change":
        record_status(event)
    else:
        raise ValueError("neither a request of CloudFormation nor a stack status change; see the function's triggers")
