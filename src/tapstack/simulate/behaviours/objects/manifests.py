"""The versions that a job is about.

Source: S3 User Guide, "Filters for a Batch Replication job": all versions, delete markers too, that the replication
configuration lets through, narrowed by status and time; botocore s3control, JobManifestGeneratorFilter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from botocore.utils import parse_to_aware_datetime

from tapstack.simulate.behaviours.objects.eligible import eligible
from tapstack.simulate.behaviours.objects.job import Entry, Job
from tapstack.simulate.cloud.held_objects import Version, versions
from tapstack.simulate.cloud.hooks.object_versions import status_of

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

MODELLED = frozenset({"EligibleForReplication", "CreatedAfter", "CreatedBefore", "ObjectReplicationStatuses"})


def entries(life: Life, job: Job) -> Iterator[Entry]:
    """What the manifest names, in the order of keys, the oldest version first."""
    for found in versions(life.cloud.account_id, job.bucket):
        if _is_wanted(found, job.wanted) and eligible(life.objects.rules(job.bucket), found):
            yield Entry(found.name, str(found.version_id))


def _is_wanted(found: Version, wanted: Mapping[str, Any]) -> bool:
    statuses, made = wanted.get("ObjectReplicationStatuses"), _aware(found.last_modified)
    if statuses and (status_of(found) or "NONE") not in statuses:
        return False
    before, after = wanted.get("CreatedBefore"), wanted.get("CreatedAfter")
    return not (before and made >= _time(before)) and not (after and made <= _time(after))


def _time(given: Any) -> datetime:
    """A time as botocore takes it."""
    return _aware(parse_to_aware_datetime(given))


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
