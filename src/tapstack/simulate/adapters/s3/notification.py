"""Notifications: CloudFormation writes one event in each entry, S3 a list of them."""

from __future__ import annotations

from typing import Any

_KINDS = {
    "LambdaConfigurations": ("LambdaFunctionConfigurations", "Function", "LambdaFunctionArn"),
    "QueueConfigurations": ("QueueConfigurations", "Queue", "QueueArn"),
    "TopicConfigurations": ("TopicConfigurations", "Topic", "TopicArn"),
}
_BRIDGE = "EventBridgeConfiguration"


def to_api(given: Any) -> Any:
    """As PutBucketNotificationConfiguration takes it."""
    found: dict[str, Any] = {}
    for name, (api, target, arn) in _KINDS.items():
        entries = [_entry(one, target, arn) for one in given.get(name) or []]
        found |= {api: entries} if entries else {}
    bridge = given.get(_BRIDGE)
    if bridge is not None and bridge.get("EventBridgeEnabled", True):
        found[_BRIDGE] = {}
    return found


def _entry(one: Any, target: str, arn: str) -> Any:
    entry = {arn: one[target], "Events": [one["Event"]]}
    if "Filter" in one:
        rules = [_named(rule) for rule in one["Filter"]["S3Key"]["Rules"] if rule["Value"]]
        entry |= {"Filter": {"Key": {"FilterRules": rules}}} if rules else {}
    return entry


def from_api(answer: Any) -> Any:
    """As the template writes it."""
    found: dict[str, Any] = {}
    for name, (api, target, arn) in _KINDS.items():
        entries = [one for entry in answer.get(api, []) for one in _told(entry, target, arn)]
        found |= {name: entries} if entries else {}
    return found | ({_BRIDGE: {"EventBridgeEnabled": True}} if _BRIDGE in answer else {})


def _told(entry: Any, target: str, arn: str) -> list[Any]:
    rules = entry.get("Filter", {}).get("Key", {}).get("FilterRules", [])
    narrowed = {"Filter": {"S3Key": {"Rules": [_named(rule) for rule in rules]}}} if rules else {}
    return [{"Event": event, target: entry[arn], **narrowed} for event in entry["Events"]]


def _named(rule: Any) -> Any:
    return {"Name": rule["Name"].lower(), "Value": rule["Value"]}
