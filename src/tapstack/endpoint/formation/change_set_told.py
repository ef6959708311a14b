"""A change set as the API tells it. Source: botocore cloudformation, DescribeChangeSetOutput and ChangeSetSummary."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation import parameters

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.simulate.engine.changesets import ChangeSet
    from tapstack.simulate.engine.changesets.detail import Detail
    from tapstack.simulate.engine.changesets.plan import ResourceChange


def summary(account: Account, one: ChangeSet) -> dict[str, Any]:
    """Without its changes."""
    owner = one.live.owner
    return {
        "ChangeSetId": one.id,
        "ChangeSetName": one.request.name,
        "StackId": owner.stack_id,
        "StackName": owner.stack_name,
        "Description": one.request.description or None,
        "CreationTime": account.moment(one.seconds),
        "ExecutionStatus": str(one.execution),
        "Status": str(one.phase),
        "StatusReason": one.reason or None,
        "IncludeNestedStacks": False,
        "ImportExistingResources": False,
    }


def described(account: Account, one: ChangeSet, changes: Sequence[ResourceChange], *, values: bool) -> dict[str, Any]:
    """With these changes; with ``values``, what the resources are before and after."""
    request: Any = one.own["request"]
    return {
        **summary(account, one),
        "Parameters": list(parameters.told(one.wanted.values)),
        "NotificationARNs": list(request.notification_arns),
        "RollbackConfiguration": {},
        "Capabilities": list(request.capabilities),
        "Tags": [{"Key": name, "Value": value} for name, value in one.wanted.tags.items()],
        "Changes": [{"Type": "Resource", "ResourceChange": _change(change, values=values)} for change in changes],
        "OnStackFailure": one.request.on_failure or None,
    }


def _change(change: ResourceChange, *, values: bool) -> dict[str, Any]:
    return {
        "PolicyAction": change.policy or None,
        "Action": change.action,
        "LogicalResourceId": change.logical_id,
        "PhysicalResourceId": change.physical_id or None,
        "ResourceType": change.type,
        "Replacement": change.replacement or None,
        "Scope": list(change.scope),
        "Details": [_detail(one, change if values else None) for one in change.details],
        **(dict(_contexts(change)) if values else {}),
    }


def _detail(one: Detail, change: ResourceChange | None) -> dict[str, Any]:
    target = {"Attribute": one.attribute, "Name": one.name or None, "RequiresRecreation": one.recreation}
    return {
        "Target": target | (_values(one, change) if change else {}),
        "Evaluation": one.evaluation,
        "ChangeSource": one.source,
        "CausingEntity": one.cause or None,
    }


def _values(one: Detail, change: ResourceChange) -> dict[str, Any]:
    """What stands at the detail's place before and after; nothing is told of the stack's own tags."""
    before, after = _at(change.before, one), _at(change.after, one)
    if before is None and after is None:
        return {}
    kind = "Add" if before is None else "Remove" if after is None else "Modify"
    path = f"/{one.attribute}/{one.name}" if one.name else f"/{one.attribute}"
    return {"Path": path, "BeforeValue": _text(before), "AfterValue": _text(after), "AttributeChangeType": kind}


def _at(body: Mapping[str, Any] | None, one: Detail) -> Any:
    body = body or {}
    if one.attribute in ("Properties", "Tags"):
        return body.get("Properties", {}).get(one.name or one.attribute)
    return body.get(one.attribute)


def _contexts(change: ResourceChange) -> Iterator[tuple[str, str]]:
    for name, body in (("BeforeContext", change.before), ("AfterContext", change.after)):
        if body is not None:
            yield name, json.dumps({key: value for key, value in body.items() if key not in ("Type", "DependsOn")})


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value)
