"""Drift detection, and what it found. Source: botocore cloudformation, the operations of these names.

Resources that cannot be checked are not told unless they are asked for (DescribeStackResourceDrifts).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation import found
from tapstack.endpoint.formation.pages import page
from tapstack.simulate.drift import NOT_CHECKED

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.simulate.drift import ResourceDrift
    from tapstack.simulate.drift.differences import PropertyDifference
    from tapstack.simulate.engine import LiveResource, LiveStack

Params = Mapping[str, Any]
_PAGE = 100
_DRIFTED = ("MODIFIED", "DELETED")


def detect_stack_drift(account: Account, region: str, params: Params) -> Params:
    """A look at a stack, which ends as time passes."""
    live = found.present(account, region, params["StackName"])
    made, steps = account.drifts.detect(live, params.get("LogicalResourceIds", ()))
    account.begin(steps)
    return {"StackDriftDetectionId": made.id}


def describe_stack_drift_detection_status(account: Account, region: str, params: Params) -> Params:
    """Whether a look has ended, and with what."""
    one = account.drifts.find(region, params["StackDriftDetectionId"])
    told = {"StackId": one.live.owner.stack_id, "StackDriftDetectionId": one.id, "Timestamp": account.moment(one.begun)}
    if one.drifts is None:
        return told | {"DetectionStatus": "DETECTION_IN_PROGRESS"}
    count = sum(drift.status in _DRIFTED for drift in one.drifts)
    told |= {"StackDriftStatus": one.status, "DriftedStackResourceCount": count}
    return told | {"DetectionStatus": "DETECTION_COMPLETE"}


def detect_stack_resource_drift(account: Account, region: str, params: Params) -> Params:
    """A look at one resource, at once."""
    live = found.present(account, region, params["StackName"])
    drift = account.drifts.detect_resource(live, params["LogicalResourceId"])
    return {"StackResourceDrift": _told(account, live, drift)}


def describe_stack_resource_drifts(account: Account, region: str, params: Params) -> Params:
    """What is known of the resources of a stack, of some statuses if any are named."""
    live = found.present(account, region, params["StackName"])
    wanted = params.get("StackResourceDriftStatusFilters")
    known = [one for one in account.drifts.of(live) if (one.status in wanted if wanted else one.status != NOT_CHECKED)]
    shown, more = page(known, params.get("NextToken"), params.get("MaxResults", _PAGE))
    return {"StackResourceDrifts": [_told(account, live, one) for one in shown], **more}


def of_stack(account: Account, live: LiveStack) -> dict[str, Any]:
    """DriftInformation of a stack."""
    last = account.drifts.last(live)
    if last is None:
        return {"StackDriftStatus": NOT_CHECKED}
    return {"StackDriftStatus": last.status, "LastCheckTimestamp": account.moment(last.ended)}


def of_resource(account: Account, live: LiveStack, resource: LiveResource) -> dict[str, Any]:
    """DriftInformation of a resource."""
    one = account.drifts.known(live, resource)
    if one is None:
        return {"StackResourceDriftStatus": NOT_CHECKED}
    return {"StackResourceDriftStatus": one.status, "LastCheckTimestamp": account.moment(one.seconds)}


def _told(account: Account, live: LiveStack, one: ResourceDrift) -> dict[str, Any]:
    resource = one.resource
    return {
        "StackId": live.owner.stack_id,
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id,
        "ResourceType": resource.type,
        "ExpectedProperties": None if one.expected is None else json.dumps(one.expected),
        "ActualProperties": None if one.actual is None else json.dumps(one.actual),
        "PropertyDifferences": [_difference(difference) for difference in one.differences],
        "StackResourceDriftStatus": one.status,
        "DriftStatusReason": one.reason or None,
        "Timestamp": account.moment(one.seconds),
    }


def _difference(one: PropertyDifference) -> dict[str, str]:
    values = {"ExpectedValue": one.expected, "ActualValue": one.actual}
    texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()}
    return {"PropertyPath": one.path, **texts, "DifferenceType": one.kind}


OPERATIONS = {
    "DetectStackDrift": detect_stack_drift,
    "DescribeStackDriftDetectionStatus": describe_stack_drift_detection_status,
    "DetectStackResourceDrift": detect_stack_resource_drift,
    "DescribeStackResourceDrifts": describe_stack_resource_drifts,
}
