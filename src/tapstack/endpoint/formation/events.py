"""DescribeStackEvents. Source: botocore cloudformation, shape StackEvent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation import found
from tapstack.endpoint.formation.pages import page

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.simulate.engine import LiveStack, StackEvent

_PAGE = 100


def describe_stack_events(account: Account, region: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
    """The events of a stack, the latest first."""
    live = found.stack(account, region, params["StackName"])
    numbered = list(enumerate(live.events))[::-1]
    shown, more = page(numbered, params.get("NextToken"), _PAGE)
    return {"StackEvents": [_told(account, live, number, event) for number, event in shown], **more}


def _told(account: Account, live: LiveStack, number: int, event: StackEvent) -> dict[str, Any]:
    owner = live.owner
    return {
        "StackId": owner.stack_id,
        "EventId": f"{event.logical_id}-{event.status}-{number:06d}",
        "StackName": owner.stack_name,
        "LogicalResourceId": event.logical_id,
        "PhysicalResourceId": event.physical_id,
        "ResourceType": event.type,
        "Timestamp": account.moment(event.seconds),
        "ResourceStatus": str(event.status),
        "ResourceStatusReason": event.reason or None,
        "ClientRequestToken": _token(account, live, number),
    }


def _token(account: Account, live: LiveStack, number: int) -> str | None:
    """The token of the operation that an event belongs to."""
    begun = [token for first, token in account.tokens(live) if first <= number]
    return begun[-1] or None if begun else None


OPERATIONS = {"DescribeStackEvents": describe_stack_events}
