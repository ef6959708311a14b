"""AWS Backup's settings of a region: which resource types it backs up, and with which features.

Source: botocore backup, DescribeRegionSettings and UpdateRegionSettings. What an account has before anybody sets
anything is an assumption: every type is on, advanced features are off.
"""

from __future__ import annotations

from typing import Any

from tapstack.simulate.cloud.calls import Call

_TYPE, _ID = "AWS::Backup::RegionSettings", "settings"
_KINDS = ("Aurora", "DynamoDB", "EBS", "EC2", "EFS", "FSx", "RDS", "S3", "Storage Gateway")
_OPT_IN, _MANAGED = "ResourceTypeOptInPreference", "ResourceTypeManagementPreference"


def describe(call: Call) -> dict[str, Any]:
    """The settings of the region."""
    kept = call.records.get(call.region, _TYPE, _ID) or {}
    opted = {**dict.fromkeys(_KINDS, True), **kept.get(_OPT_IN, {})}
    return {_OPT_IN: opted, _MANAGED: {"DynamoDB": False, "EFS": False, **kept.get(_MANAGED, {})}}


def update(call: Call) -> dict[str, Any]:
    """Set what is given, and leave the rest."""
    kept = describe(call)
    changed = {name: {**kept[name], **call.params.get(name, {})} for name in (_OPT_IN, _MANAGED)}
    call.records.keep(call.region, _TYPE, _ID, changed)
    return {}
