"""What is written to buckets, and becomes the task of a rule.

Source: S3 User Guide, "What does Amazon S3 replicate?": new versions, and changes of their tags and locks; replicas are
not replicated again, though changes of theirs may be; nothing that was there before the rule; and the end of a version
never. That a change of what was never to be replicated is not replicated either is the guide's of ACLs, of others
assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.objects.carrying import task_of
from tapstack.simulate.behaviours.objects.eligible import eligible
from tapstack.simulate.cloud.held_objects import version
from tapstack.simulate.cloud.hooks.object_versions import is_replica, set_status, status_of
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call

_WRITES = ("PutObject", "CopyObject", "CompleteMultipartUpload")
_CHANGES = ("PutObjectTagging", "DeleteObjectTagging", "PutObjectRetention", "PutObjectLegalHold")


class Noticing:
    """Hears of what is written, by whomever."""

    def __init__(self, life: Life) -> None:
        self._life = life
        calls = life.cloud.calls
        calls.guards.append(self._guard)
        for operation in _WRITES:
            calls.watch(f"s3:{operation}", self._written)
        for operation in _CHANGES:
            calls.watch(f"s3:{operation}", self._changed)
        calls.watch("s3:DeleteObject", self._deleted)
        calls.watch("s3:DeleteObjects", self._many_deleted)

    def _guard(self, call: Call) -> None:
        """Raises UnsupportedError for what S3 replicates, and this does not."""
        if call.service != "s3" or str(call.params.get("Bucket")) not in self._life.objects.configurations:
            return
        if call.operation == "PutObjectAcl":
            raise UnsupportedError("s3:PutObjectAcl in a bucket that replicates")
        if call.params.get("SSECustomerAlgorithm"):
            raise UnsupportedError("SSE-C in a bucket that replicates")

    def _written(self, call: Call, answer: Mapping[str, Any]) -> None:
        self._new(call.params["Bucket"], call.params["Key"], answer.get("VersionId"))

    def _deleted(self, call: Call, answer: Mapping[str, Any]) -> None:
        if answer.get("DeleteMarker") and "VersionId" not in call.params:
            self._new(call.params["Bucket"], call.params["Key"], answer["VersionId"])

    def _many_deleted(self, call: Call, answer: Mapping[str, Any]) -> None:
        for gone in answer.get("Deleted", ()):
            if "DeleteMarkerVersionId" in gone and "VersionId" not in gone:
                self._new(call.params["Bucket"], gone["Key"], gone["DeleteMarkerVersionId"])

    def _new(self, bucket: str, key: str, version_id: str | None) -> None:
        """A version, or a delete marker, was written."""
        objects = self._life.objects
        found = version(self._life.cloud.account_id, bucket, key, version_id) if self._replicates(bucket) else None
        if found is None:
            return
        for rule in eligible(objects.rules(bucket), found):
            set_status(found, rule.destination, "PENDING")
            objects.send(task_of(self._life, rule, found))

    def _changed(self, call: Call, answer: Mapping[str, Any]) -> None:
        """Tags or locks of a version were changed."""
        del answer
        bucket, key, version_id = call.params["Bucket"], call.params["Key"], call.params.get("VersionId")
        found = version(self._life.cloud.account_id, bucket, key, version_id) if self._replicates(bucket) else None
        if found is None or not status_of(found):
            return
        for rule in eligible(self._life.objects.rules(bucket), found):
            if rule.changes or not is_replica(found):
                set_status(found, rule.destination, "PENDING")
                self._life.objects.send(task_of(self._life, rule, found, "OBJECT_PUT_TAGGING"))

    def _replicates(self, bucket: str) -> bool:
        return bucket in self._life.objects.configurations
