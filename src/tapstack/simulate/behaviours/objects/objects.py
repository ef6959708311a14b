"""S3 replication: what is written to a bucket with rules is on its way to another.

Source: S3 User Guide, "Replicating objects". How long it takes is a figure that a fault may change; 15 minutes are
promised with replication time control, most take seconds: assumed by default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.objects.carrying import Task, carry
from tapstack.simulate.behaviours.objects.measuring import measure
from tapstack.simulate.behaviours.objects.notifying import notify
from tapstack.simulate.behaviours.objects.rules import Rule, fitting, rules
from tapstack.simulate.cloud.calls import CallRefusedError
from tapstack.simulate.cloud.hooks.object_versions import set_status, status_of, version

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call

LAG = 30.0
_WRITES = ("PutObject", "CopyObject", "CompleteMultipartUpload", "DeleteObject", "PutObjectTagging")


class Objects:
    """``lag`` is in seconds: a fault may make it greater. ``pending`` are the versions on their way, by rule."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.lag = LAG
        self.pending: dict[tuple[str, str], list[Task]] = {}
        self.failed: list[tuple[Task, str]] = []
        self._configurations: dict[str, Mapping[str, Any]] = {}
        self._regions: dict[str, str] = {}
        calls = life.cloud.calls
        for operation in _WRITES:
            calls.watch(f"s3:{operation}", self._written)
        calls.watch("s3:DeleteObjects", self._many_deleted)
        calls.watch("s3:PutBucketReplication", self._configured)
        calls.watch("s3:DeleteBucketReplication", self._unconfigured)
        calls.answer("s3:GetBucketReplication", self._configuration)
        life.begin(measure(life))

    def region(self, bucket: str) -> str:
        """The region of a bucket; empty where there is none."""
        if bucket not in self._regions:
            client = self._life.client("s3", "us-east-1")
            try:
                place = client.get_bucket_location(Bucket=bucket)["LocationConstraint"]
            except ClientError:
                return ""
            self._regions[bucket] = place or "us-east-1"
        return self._regions[bucket]

    def is_versioned(self, bucket: str) -> bool:
        """Whether a bucket keeps versions."""
        told = self._life.client("s3", self.region(bucket)).get_bucket_versioning(Bucket=bucket)
        return bool(told.get("Status") == "Enabled")

    def key_arn(self, region: str, key: str) -> str:
        """The ARN of a key that is named by its id, ARN or alias."""
        return str(self._life.client("kms", region).describe_key(KeyId=key)["KeyMetadata"]["Arn"])

    def rules(self, bucket: str) -> Iterator[Rule]:
        """The rules of a bucket."""
        return rules(bucket, self._configurations.get(bucket, {}))

    def every_rule(self) -> Iterator[Rule]:
        """The rules of all buckets."""
        for bucket in list(self._configurations):
            yield from self.rules(bucket)

    def behind(self, rule: Rule) -> float:
        """Seconds since the oldest version that is on its way was written."""
        waiting = self.pending.get((rule.bucket, rule.id), ())
        return max((self._life.clock.seconds - task.since for task in waiting), default=0.0)

    def _configured(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        self._configurations[call.params["Bucket"]] = call.params["ReplicationConfiguration"]

    def _unconfigured(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        self._configurations.pop(call.params["Bucket"], None)

    def _configuration(self, call: Call) -> dict[str, Any]:
        bucket = call.params["Bucket"]
        if not self.region(bucket):
            raise CallRefusedError("NoSuchBucket", "The specified bucket does not exist", status=404)
        if bucket not in self._configurations:
            message = "The replication configuration was not found"
            raise CallRefusedError("ReplicationConfigurationNotFoundError", message, status=404)
        return {"ReplicationConfiguration": self._configurations[bucket]}

    def _written(self, call: Call, answer: Mapping[str, Any]) -> None:
        """A version was written, or marked as deleted; the end of a version itself is not replicated."""
        if call.operation == "DeleteObject" and "VersionId" in call.params:
            return
        named = call.params.get("VersionId") if call.operation == "PutObjectTagging" else answer.get("VersionId")
        self._note(call.params["Bucket"], call.params["Key"], named, tags_only=call.operation == "PutObjectTagging")

    def _many_deleted(self, call: Call, answer: Mapping[str, Any]) -> None:
        for gone in answer.get("Deleted", ()):
            if gone.get("DeleteMarker") and "DeleteMarkerVersionId" in gone:
                self._note(call.params["Bucket"], gone["Key"], gone["DeleteMarkerVersionId"], tags_only=False)

    def _note(self, bucket: str, key: str, version_id: str | None, *, tags_only: bool) -> None:
        if bucket not in self._configurations:
            return
        found: Any = version(self._life.cloud.account_id, bucket, key, version_id)
        if found is None:
            return
        replica, marker = status_of(found) == "REPLICA", not hasattr(found, "kms_key_id")
        for rule in fitting(self.rules(bucket), key, self._tags(found)):
            if marker and not rule.marks:
                continue
            if replica and not (tags_only and rule.changes):
                continue
            if not marker and found.encryption == "aws:kms" and not rule.encrypted:
                continue
            if not replica:
                set_status(found, "PENDING")
            self.send(
                Task(rule, key, str(found.version_id), self._life.clock.seconds, getattr(found, "size", 0), tags_only)
            )

    def _tags(self, found: Any) -> dict[str, str]:
        return {one["Key"]: one["Value"] for one in getattr(found, "tags", ()) or ()} if hasattr(found, "tags") else {}

    def send(self, task: Task) -> None:
        """Let a version be on its way."""
        self.pending.setdefault((task.rule.bucket, task.rule.id), []).append(task)
        self._life.begin(self._carry(task))

    def _carry(self, task: Task) -> Steps[None]:
        yield self._life.clock.pause(0)
        while (left := task.since + self.lag - self._life.clock.seconds) > 0:
            yield self._life.clock.pause(min(left, 10.0))
        why = yield from carry(self._life, task)
        self.end(task, why)

    def end(self, task: Task, why: str) -> None:
        """A version has arrived, or never will."""
        self.pending[task.rule.bucket, task.rule.id].remove(task)
        region = self.region(task.rule.bucket)
        pairs = {
            "SourceBucket": task.rule.bucket,
            "DestinationBucket": task.rule.destination,
            "RuleId": task.rule.id,
        }
        if task.rule.measured:
            self._life.measure(region, "AWS/S3", "OperationsFailedReplication", pairs, float(bool(why)))
        if why:
            self.failed.append((task, why))
            self._life.timeline.note(task.rule.bucket, f"{task.key} is not replicated: {why}", region)
            notify(self._life, task, "OperationFailedReplication")
        elif task.told_late:
            notify(self._life, task, "OperationReplicatedAfterThreshold")
