"""What replication needs: a role that may, keys that work, a destination that takes versions.

S3 says nothing to whoever writes: a version that it may not replicate has the status FAILED, and that is all. Source:
S3 User Guide, "Setting up permissions for live replication", "Replicating encrypted objects", "Object Lock
considerations" and, of the reasons, "Amazon S3 replication failure reasons".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.simulate.behaviours.objects.eligible import key_of
from tapstack.simulate.behaviours.objects.key_use import key_obstacles
from tapstack.simulate.behaviours.objects.task import Obstacle, Task
from tapstack.simulate.cloud.held_objects import Version, is_marker, keeps_versions, locks_objects, region_of, tags_of

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

SECURE = {"aws:SecureTransport": "true", "s3:TlsVersion": "1.3"}
"""What policies may ask of every request; that S3 itself comes so is assumed."""
_READ = (
    ("s3:GetObjectVersionForReplication", "SrcGetObjectNotPermitted"),
    ("s3:GetObjectVersionAcl", "SrcGetAclNotPermitted"),
    ("s3:GetObjectVersionTagging", "SrcGetTaggingNotPermitted"),
)
_LOCKS = (
    ("s3:GetObjectRetention", "SrcGetRetentionNotPermitted"),
    ("s3:GetObjectLegalHold", "SrcGetLegalHoldNotPermitted"),
)
_Asked = tuple[str, str]


def obstacle(life: Life, task: Task, found: Version) -> Obstacle | None:
    """What stands in the way of a version; None where nothing does."""
    return next(_obstacles(life, task, found), None)


def _obstacles(life: Life, task: Task, found: Version) -> Iterator[Obstacle]:
    yield from _places(life, task)
    rule, account = task.rule, life.cloud.account_id
    here, there = region_of(account, rule.bucket), region_of(account, rule.destination)
    if why := life.permissions.refusal("s3.amazonaws.com", "sts:AssumeRole", rule.role, region=here):
        yield Obstacle("AssumeRoleNotPermitted", why)
    if is_marker(found):
        yield from _refused(life, task, rule.destination, there, [("s3:ReplicateDelete", "DstDelObjNotPermitted")])
        return
    locks = _LOCKS if locks_objects(account, rule.bucket) else ()
    yield from _refused(life, task, rule.bucket, here, [*_READ, *locks])
    yield from _refused(life, task, rule.destination, there, _writes(task, found))
    if (key := key_of(found)) and not task.metadata_only:
        yield from key_obstacles(life, task, key)


def _writes(task: Task, found: Version) -> list[_Asked]:
    """An object without tags needs no permission to tag its replica: assumed."""
    asked = [] if task.metadata_only else [("s3:ReplicateObject", "DstPutObjectNotPermitted")]
    tagged = task.metadata_only or tags_of(found)
    return [*asked, *([("s3:ReplicateTags", "DstPutTaggingNotPermitted")] if tagged else [])]


def _places(life: Life, task: Task) -> Iterator[Obstacle]:
    """Whether the destination is there, and can take versions as the source has them."""
    account, destination = life.cloud.account_id, task.rule.destination
    if not region_of(account, destination):
        yield Obstacle("DstBucketNotFound", f"the bucket {destination} is not there")
    if not keeps_versions(account, destination):
        yield Obstacle("DstBucketUnversioned", f"the bucket {destination} keeps no versions")
    if locks_objects(account, task.rule.bucket) and not locks_objects(account, destination):
        yield Obstacle("DstBucketObjectLockConfigMissing", f"Object Lock is not on for {destination}")


def _refused(life: Life, task: Task, bucket: str, region: str, asked: list[_Asked]) -> Iterator[Obstacle]:
    arn = f"arn:aws:s3:::{bucket}/{task.key}"
    for action, reason in asked:
        if why := life.permissions.refusal(task.rule.role, action, arn, region=region, context=SECURE):
            yield Obstacle(reason, why)
