"""DescribeStacks and ListStacks. Source: botocore cloudformation, shapes Stack and StackSummary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation import drift, found, parameters
from tapstack.endpoint.formation.pages import page
from tapstack.simulate.engine.events import STACK
from tapstack.simulate.engine.statuses import Status

if TYPE_CHECKING:
    from datetime import datetime

    from tapstack.endpoint.account import Account
    from tapstack.simulate.engine import LiveStack

_PAGE = 100


def describe_stacks(account: Account, region: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
    """One stack, or all that are not deleted, the latest first."""
    if "StackName" in params:
        return {"Stacks": [described(account, found.stack(account, region, params["StackName"]))]}
    stacks = [live for live in _of(account, region) if live.status is not Status.DELETE_COMPLETE]
    shown, more = page(stacks, params.get("NextToken"), _PAGE)
    return {"Stacks": [described(account, live) for live in shown], **more}


def list_stacks(account: Account, region: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
    """All stacks, those that are deleted among them, of some statuses if any are named."""
    wanted = params.get("StackStatusFilter")
    stacks = [live for live in _of(account, region) if not wanted or str(live.status) in wanted]
    shown, more = page(stacks, params.get("NextToken"), _PAGE)
    return {"StackSummaries": [_summary(account, live) for live in shown], **more}


def described(account: Account, live: LiveStack) -> dict[str, Any]:
    """A stack as DescribeStacks tells it."""
    request, template = account.request(live), live.definition.program.template
    return {
        **_common(account, live),
        "Description": template.body.get("Description"),
        "Parameters": list(parameters.told(live.definition.values)),
        "DisableRollback": request.disable_rollback,
        "NotificationARNs": list(request.notification_arns),
        "Capabilities": list(request.capabilities),
        "Outputs": list(_outputs(live)),
        "RoleARN": request.role or None,
        "Tags": [{"Key": name, "Value": value} for name, value in live.definition.tags.items()],
        "EnableTerminationProtection": live.protected,
    }


def _outputs(live: LiveStack) -> Iterator[dict[str, Any]]:
    declared = live.definition.stack.outputs
    names = {value: name for name, value in live.exports.items()}
    for name, value in live.outputs.items():
        body = declared.get(name, {})
        exported = names.get(value) if "Export" in body else None
        told = {"OutputKey": name, "OutputValue": value, "Description": body.get("Description")}
        yield {**told, "ExportName": exported}


def _common(account: Account, live: LiveStack) -> dict[str, Any]:
    return {
        "StackId": live.owner.stack_id,
        "StackName": live.owner.stack_name,
        "StackStatus": str(live.status),
        "StackStatusReason": live.reason or None,
        "CreationTime": account.moment(live.events[0].seconds) if live.events else account.start,
        "LastUpdatedTime": _moment(account, live, Status.UPDATE_IN_PROGRESS),
        "DeletionTime": _moment(account, live, Status.DELETE_IN_PROGRESS),
        "DriftInformation": drift.of_stack(account, live),
    }


def _moment(account: Account, live: LiveStack, status: Status) -> datetime | None:
    """When the stack as a whole came to a status last."""
    times = [event.seconds for event in live.events if event.type == STACK and event.status is status]
    return account.moment(times[-1]) if times else None


def _summary(account: Account, live: LiveStack) -> dict[str, Any]:
    description = live.definition.program.template.body.get("Description")
    return {**_common(account, live), "TemplateDescription": description}


def _of(account: Account, region: str) -> list[LiveStack]:
    """All stacks of a region that there ever were, the latest first."""
    return [live for live in reversed(account.engine.stacks.values()) if live.owner.region == region]


OPERATIONS = {"DescribeStacks": describe_stacks, "ListStacks": list_stacks}
