"""Versions of objects as replication makes them: with the source's version id, and a status that S3 tells.

moto has no call that makes either. Source: S3 User Guide, "Getting replication status information", and "What does
Amazon S3 replicate" (metadata and version ids are those of the source).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.s3.models import FakeDeleteMarker, FakeKey, s3_backends

_STATUS = "replication_status"


@contextmanager
def object_versions() -> Iterator[None]:
    """While the status of a version is told."""
    told: Any = FakeKey.response_dict

    def with_status(key: FakeKey) -> dict[str, Any]:
        headers: dict[str, Any] = told.fget(key)
        status = getattr(key, _STATUS, "")
        return {**headers, "x-amz-replication-status": status} if status else headers

    with patch.object(FakeKey, "response_dict", property(with_status)):
        yield


def version(account: str, bucket: str, key: str, version_id: str | None) -> FakeKey | FakeDeleteMarker | None:
    """A version of an object, the newest where none is named; None where it is not there."""
    kept = _bucket(account, bucket).keys.getlist(key, default=[])
    found = [one for one in kept if version_id in (None, str(one.version_id))]
    return found[-1] if found else None


def versions(account: str, bucket: str) -> Iterator[FakeKey | FakeDeleteMarker]:
    """Every version of every object, in the order of their keys, the oldest first."""
    for _, kept in sorted(_bucket(account, bucket).keys.lists()):
        yield from kept


def status_of(key: FakeKey | FakeDeleteMarker) -> str:
    """PENDING, COMPLETED, FAILED, REPLICA, or nothing."""
    return str(getattr(key, _STATUS, ""))


def set_status(key: FakeKey | FakeDeleteMarker, status: str) -> None:
    """Set what S3 tells of a version's replication."""
    setattr(key, _STATUS, status)


def replicate(source: FakeKey, bucket: str, *, key_id: str | None, storage: str | None) -> None:
    """Make a replica of a version in another bucket; one that is there already stays."""
    if version(source.account_id, bucket, source.name, str(source.version_id)) is not None:
        return
    backend = s3_backends[source.account_id][source.partition]
    made = backend.put_object(
        bucket_name=bucket,
        key_name=source.name,
        value=source.value,
        storage=storage or source.storage_class,
        encryption="aws:kms" if key_id else source.encryption,
        kms_key_id=key_id,
        lock_mode=source.lock_mode,
        lock_legal_status=source.lock_legal_status,
        lock_until=source.lock_until,
        disable_notification=True,
    )
    made.set_metadata(source.metadata)
    made._etag = source.etag  # noqa: SLF001 - moto's; a replica of several parts keeps the ETag
    made._version_id = source.version_id  # noqa: SLF001 - moto's
    made.last_modified = source.last_modified
    made.checksum_value, made.checksum_algorithm = source.checksum_value, source.checksum_algorithm
    backend.tagger.copy_tags(source.arn, made.arn)
    set_status(made, "REPLICA")


def replicate_tags(source: FakeKey, bucket: str) -> None:
    """Give the replica of a version the tags that it has now."""
    replica = version(source.account_id, bucket, source.name, str(source.version_id))
    if isinstance(replica, FakeKey):
        tagger = s3_backends[source.account_id][source.partition].tagger
        tagger.delete_all_tags_for_resource(replica.arn)
        tagger.copy_tags(source.arn, replica.arn)


def replicate_marker(account: str, marker: FakeDeleteMarker, bucket: str) -> None:
    """Make a delete marker in another bucket."""
    if version(account, bucket, marker.name, marker.version_id) is None:
        keys = _bucket(account, bucket).keys
        twin = FakeDeleteMarker(marker.key)
        twin._version_id = marker.version_id  # noqa: SLF001 - moto's
        set_status(twin, "REPLICA")
        keys.setlist(marker.name, [*keys.getlist(marker.name, default=[]), twin])


def _bucket(account: str, name: str) -> Any:
    return s3_backends[account]["aws"].get_bucket(name)
