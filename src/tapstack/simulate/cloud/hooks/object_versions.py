"""What S3 tells of a version's replication, which moto knows nothing of: x-amz-replication-status.

Source: S3 User Guide, "Getting replication status information": of several destinations, FAILED where one has failed,
else PENDING until all have it; replicas are REPLICA unless a change of their metadata is on its way back, or failed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.s3.models import FakeKey

from tapstack.simulate.cloud.held_objects import Version

_BY_DESTINATION, _REPLICA = "replication_by_destination", "is_a_replica"


@contextmanager
def object_versions() -> Iterator[None]:
    """While the status of a version is told."""
    told: Any = FakeKey.response_dict

    def with_status(key: FakeKey) -> dict[str, Any]:
        headers: dict[str, Any] = told.fget(key)
        status = status_of(key)
        return {**headers, "x-amz-replication-status": status} if status else headers

    with patch.object(FakeKey, "response_dict", property(with_status)):
        yield


def status_of(found: Version) -> str:
    """PENDING, COMPLETED, FAILED, REPLICA, or nothing where it was never to be replicated."""
    every = getattr(found, _BY_DESTINATION, {}).values()
    unfinished = next((status for status in ("FAILED", "PENDING") if status in every), "")
    return unfinished or ("REPLICA" if is_replica(found) else "COMPLETED" if every else "")


def set_status(found: Version, destination: str, status: str) -> None:
    """Set how far a version's replication into a bucket is: PENDING, COMPLETED or FAILED."""
    setattr(found, _BY_DESTINATION, {**getattr(found, _BY_DESTINATION, {}), destination: status})


def is_replica(found: Version) -> bool:
    """Whether replication made a version."""
    return bool(getattr(found, _REPLICA, False))


def mark_replica(found: Version) -> None:
    """Replication has made it."""
    setattr(found, _REPLICA, True)
