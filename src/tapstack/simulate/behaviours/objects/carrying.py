"""One version on its way to another bucket.

Source: S3 User Guide, "What does Amazon S3 replicate?" and "Getting replication status information": while a region is
out of reach the status stays PENDING, and replication goes on afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.s3.models import FakeDeleteMarker

from tapstack.simulate.behaviours.objects.allowed import obstacle
from tapstack.simulate.behaviours.objects.key_use import key_arn
from tapstack.simulate.behaviours.objects.rules import Rule
from tapstack.simulate.behaviours.objects.task import Obstacle, Task
from tapstack.simulate.cloud.held_objects import Version, region_of, version
from tapstack.simulate.cloud.hooks.object_versions import set_status
from tapstack.simulate.cloud.replicas import replicate, replicate_marker, replicate_metadata

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

_HARD_DELETED = "the destination had this version, and it was deleted for good"


def carry(life: Life, task: Task, *, again: bool = False) -> Steps[Obstacle | None]:
    """Replicate a version, in a job if ``again``; what stood in the way, None where it is there now."""
    rule, account = task.rule, life.cloud.account_id
    regions = [region for bucket in (rule.bucket, rule.destination) if (region := region_of(account, bucket))]
    while any(life.outages.is_out(region) for region in regions):
        yield life.outages.back(*regions)
    found = version(account, rule.bucket, task.key, task.version_id)
    if found is None:
        return Obstacle("SrcVersionNotFound", "the version was deleted before it was replicated")
    met = obstacle(life, task, found) or (_hard_deleted(life, task) if again else None) or _copy(life, task, found)
    set_status(found, rule.destination, "FAILED" if met else "COMPLETED")
    if met is None:
        life.objects.arrived.add((rule.destination, task.key, task.version_id))
    return met


def _hard_deleted(life: Life, task: Task) -> Obstacle | None:
    """Jobs do not bring back what was deleted with its version id from the destination."""
    place = (task.rule.destination, task.key, task.version_id)
    if place in life.objects.arrived and version(life.cloud.account_id, *place) is None:
        return Obstacle("DstObjectHardDeleted", _HARD_DELETED)
    return None


def _copy(life: Life, task: Task, found: Version) -> Obstacle | None:
    rule, account = task.rule, life.cloud.account_id
    if isinstance(found, FakeDeleteMarker):
        replicate_marker(account, found, rule.destination)
    elif not task.metadata_only:
        key = key_arn(life, region_of(account, rule.destination), rule.key)
        replicate(found, rule.destination, key_arn=key, storage=rule.storage)
    elif not replicate_metadata(found, rule.destination):
        return Obstacle("DstVersionNotFound", f"{rule.destination} does not have the version")
    return None


def task_of(life: Life, rule: Rule, found: Version, operation: str = "OBJECT_PUT") -> Task:
    """What a rule has to do for a version that was written or changed now."""
    task = Task(rule, found.name, str(found.version_id), life.clock.seconds)
    if isinstance(found, FakeDeleteMarker):
        task.operation = "OBJECT_DELETE"
    else:
        task.size, task.etag, task.operation = found.size, found.etag.strip('"'), operation
    return task
