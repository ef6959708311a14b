"""Buckets: all of their replication rules, and that they tell EventBridge.

Source: botocore s3, PutBucketReplication and NotificationConfiguration. moto loses parts of a rule, and keeps
EventBridgeConfiguration without telling it. What a rule has as its id where none is given is made up.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.cloud.held_objects import bucket_of

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.cloud.calls import Call

_EVENT_BRIDGE = "EventBridgeConfiguration"


class Buckets:
    """Keeps replication configurations as they were put."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._kept: dict[str, dict[str, Any]] = {}

    def attach(self) -> None:
        """From now on."""
        calls = self._cloud.calls
        calls.watch("s3:PutBucketReplication", self._put)
        for operation in ("DeleteBucketReplication", "DeleteBucket"):
            calls.watch(f"s3:{operation}", self._gone)
        calls.amend("s3:GetBucketReplication", self._told)
        calls.amend("s3:GetBucketNotificationConfiguration", self._notified)

    def _put(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        bucket, given = call.params["Bucket"], copy.deepcopy(dict(call.params["ReplicationConfiguration"]))
        for number, rule in enumerate(given["Rules"]):
            rule["ID"] = rule.get("ID") or self._cloud.next_id("rule", bucket, str(number))
        self._kept[bucket] = given

    def _gone(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        self._kept.pop(call.params["Bucket"], None)

    def _told(self, call: Call, answer: dict[str, Any]) -> None:
        if call.params["Bucket"] in self._kept:
            answer["ReplicationConfiguration"] = copy.deepcopy(self._kept[call.params["Bucket"]])

    def _notified(self, call: Call, answer: dict[str, Any]) -> None:
        bucket = bucket_of(self._cloud.account_id, call.params["Bucket"])
        if getattr(getattr(bucket, "notification_configuration", None), "event_bridge", None) is not None:
            answer[_EVENT_BRIDGE] = {}
