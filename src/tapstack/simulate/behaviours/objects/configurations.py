"""The replication configurations of buckets, which moto keeps in part only.

Source: botocore s3, PutBucketReplication. The messages of refusals are S3's as people quote them: assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.objects.rules import Rule, is_on, rules
from tapstack.simulate.cloud.calls import CallRefusedError
from tapstack.simulate.cloud.held_objects import keeps_versions, region_of

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call


class Configurations:
    """``measured_from`` is when S3 began to measure a rule, by bucket and name, in seconds of the simulation."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._kept: dict[str, Mapping[str, Any]] = {}
        self.measured_from: dict[tuple[str, str], float] = {}
        calls = life.cloud.calls
        calls.guards.append(self._guard)
        calls.watch("s3:PutBucketReplication", self._put)
        for operation in ("DeleteBucketReplication", "DeleteBucket"):
            calls.watch(f"s3:{operation}", self._deleted)
        calls.answer("s3:GetBucketReplication", self._get)

    def __contains__(self, bucket: str) -> bool:
        return bucket in self._kept

    def rules(self, bucket: str) -> Iterator[Rule]:
        """The rules of a bucket, the highest priority first."""
        return rules(bucket, self._kept.get(bucket, {}))

    def every_rule(self) -> Iterator[Rule]:
        """The rules of all buckets."""
        for bucket in list(self._kept):
            yield from self.rules(bucket)

    def _guard(self, call: Call) -> None:
        """What S3 does not take."""
        if (call.service, call.operation) != ("s3", "PutBucketReplication"):
            return
        configuration = call.params["ReplicationConfiguration"]
        for rule in rules(call.params["Bucket"], configuration):
            if why := self._mistake(rule):
                raise CallRefusedError("InvalidRequest", why)

    def _mistake(self, rule: Rule) -> str:
        account = self._life.cloud.account_id
        if not region_of(account, rule.destination):
            return "Destination bucket must exist."
        if not keeps_versions(account, rule.destination):
            return "Destination bucket must have versioning enabled."
        if rule.tags and is_on(rule.told.get("DeleteMarkerReplication")):
            return "Delete marker replication is not supported if any Tag filter is specified."
        if rule.encrypted and not rule.key:
            return "ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects is enabled."
        return ""

    def _put(self, call: Call, answer: Mapping[str, Any]) -> None:
        """Rules without a name get one; a rule that was measured before is measured on."""
        del answer
        bucket, given = call.params["Bucket"], call.params["ReplicationConfiguration"]
        named = [
            {**rule, "ID": rule.get("ID") or self._life.cloud.next_id("rule", bucket, str(number))}
            for number, rule in enumerate(given["Rules"])
        ]
        self._kept[bucket] = {**given, "Rules": named}
        now = self._life.clock.seconds
        before = self.measured_from
        measured = {
            (bucket, rule.id): before.get((bucket, rule.id), now) for rule in self.rules(bucket) if rule.measured
        }
        self.measured_from = {at: since for at, since in before.items() if at[0] != bucket} | measured

    def _deleted(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        bucket = call.params["Bucket"]
        self._kept.pop(bucket, None)
        self.measured_from = {at: since for at, since in self.measured_from.items() if at[0] != bucket}

    def _get(self, call: Call) -> dict[str, Any]:
        bucket = call.params["Bucket"]
        if not region_of(self._life.cloud.account_id, bucket):
            raise CallRefusedError("NoSuchBucket", "The specified bucket does not exist", status=404)
        if bucket not in self._kept:
            message = "The replication configuration was not found"
            raise CallRefusedError("ReplicationConfigurationNotFoundError", message, status=404)
        return {"ReplicationConfiguration": self._kept[bucket]}
