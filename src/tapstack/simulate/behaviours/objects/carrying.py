"""One version on its way to another bucket.

Source: S3 User Guide, "What does Amazon S3 replicate?" and "Getting replication status information".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.objects.allowed import obstacle
from tapstack.simulate.cloud.hooks.object_versions import (
    replicate,
    replicate_marker,
    replicate_tags,
    set_status,
    version,
)

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.objects.rules import Rule
    from tapstack.simulate.clock import Steps


@dataclass(eq=False)
class Task:
    """``since`` is when the version was written, in seconds of the simulation; ``size`` in bytes."""

    rule: Rule
    key: str
    version_id: str
    since: float
    size: int = 0
    tags_only: bool = False
    told_late: bool = False


def carry(life: Life, task: Task) -> Steps[str]:
    """Replicate a version; why that failed, empty where it is there."""
    rule, objects = task.rule, life.objects
    here, there = objects.region(rule.bucket), objects.region(rule.destination)
    yield life.outages.back(*(region for region in (here, there) if region))
    found = version(life.cloud.account_id, rule.bucket, task.key, task.version_id)
    if found is None:
        return ""
    marker, key_id = not hasattr(found, "kms_key_id"), str(getattr(found, "kms_key_id", "") or "")
    encrypted_with = key_id if getattr(found, "encryption", "") == "aws:kms" else ""
    why = obstacle(life, rule, task.key, encrypted_with=encrypted_with, marker=marker)
    if why:
        set_status(found, "FAILED")
        return why
    _copy(life, task, found, marker=marker)
    set_status(found, "COMPLETED")
    return ""


def _copy(life: Life, task: Task, found: Any, *, marker: bool) -> None:
    destination = task.rule.destination
    if marker:
        replicate_marker(life.cloud.account_id, found, destination)
    elif task.tags_only:
        replicate_tags(found, destination)
    else:
        region = life.objects.region(destination)
        key = life.objects.key_arn(region, task.rule.key) if task.rule.key else None
        replicate(found, destination, key_id=key, storage=task.rule.storage)
