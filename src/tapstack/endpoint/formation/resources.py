"""The resources of a stack, described and listed.

Source: botocore cloudformation, shapes StackResource, StackResourceDetail and StackResourceSummary.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation import drift, found
from tapstack.endpoint.formation.pages import page
from tapstack.simulate.engine.errors import invalid
from tapstack.simulate.engine.statuses import Status

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.simulate.engine import LiveResource, LiveStack

_PAGE = 100


def describe_stack_resource(account: Account, region: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
    """One resource."""
    live = found.stack(account, region, params["StackName"])
    name = params["LogicalResourceId"]
    if name not in live.resources:
        raise invalid(f"Resource {name} does not exist for stack {live.owner.stack_name}")
    resource = live.resources[name]
    return {"StackResourceDetail": {**_told(account, live, resource), **_stack(live), **_detail(live, resource)}}


def describe_stack_resources(account: Account, region: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first hundred of a stack, or of the stack that a physical id belongs to."""
    if "StackName" in params:
        live = found.stack(account, region, params["StackName"])
    else:
        live = _owner(account, region, params.get("PhysicalResourceId", ""))
    name = params.get("LogicalResourceId")
    chosen = [one for one in live.resources.values() if name in (None, one.logical_id)][:_PAGE]
    return {
        "StackResources": [{**_told(account, live, one), **_stack(live), **_time(account, live, one)} for one in chosen]
    }


def list_stack_resources(account: Account, region: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
    """All of a stack; by its id those of a deleted one, too, for 90 days (API reference, ListStackResources)."""
    live = found.stack(account, region, params["StackName"])
    shown, more = page(_all(live), params.get("NextToken"), _PAGE)
    return {"StackResourceSummaries": [_told(account, live, one) for one in shown], **more}


def _all(live: LiveStack) -> list[LiveResource]:
    """A deleted stack tells of what it left, too, as DELETE_SKIPPED."""
    left = live.retained if live.status is Status.DELETE_COMPLETE else ()
    return list({**{one.logical_id: one for one in left}, **live.resources}.values())


def _told(account: Account, live: LiveStack, resource: LiveResource) -> dict[str, Any]:
    times = [event.seconds for event in live.events if event.logical_id == resource.logical_id]
    return {
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id,
        "ResourceType": resource.type,
        "LastUpdatedTimestamp": account.moment(times[-1] if times else 0),
        "ResourceStatus": str(resource.status),
        "ResourceStatusReason": resource.reason or None,
        "DriftInformation": drift.of_resource(account, live, resource),
    }


def _stack(live: LiveStack) -> dict[str, str]:
    return {"StackName": live.owner.stack_name, "StackId": live.owner.stack_id}


def _time(account: Account, live: LiveStack, resource: LiveResource) -> dict[str, Any]:
    return {"Timestamp": _told(account, live, resource)["LastUpdatedTimestamp"]}


def _detail(live: LiveStack, resource: LiveResource) -> dict[str, Any]:
    """What DescribeStackResource tells beside."""
    body = live.definition_of(resource.logical_id).program.template.section("Resources").get(resource.logical_id, {})
    return {"Description": body.get("Description")}


def _owner(account: Account, region: str, physical_id: str) -> LiveStack:
    for live in account.engine.stacks.values():
        if live.owner.region == region and any(one.physical_id == physical_id for one in live.made()):
            return live
    raise invalid(f"Stack for {physical_id} does not exist")


OPERATIONS = {
    "DescribeStackResource": describe_stack_resource,
    "DescribeStackResources": describe_stack_resources,
    "ListStackResources": list_stack_resources,
}
