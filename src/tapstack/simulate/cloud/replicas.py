"""Versions as replication makes them, which no call can: with the id, the time and the metadata of their source.

Source: S3 User Guide, "What does Amazon S3 replicate?"; of encryption, "Using default encryption with replication": a
replica is encrypted as its source is, whatever its bucket's default. That ETags stay the same is assumed.
"""

from __future__ import annotations

from typing import Any

from moto.s3.models import FakeDeleteMarker, FakeKey, s3_backends

from tapstack.simulate.cloud.held_objects import Version, bucket_of, has_bucket_key, version
from tapstack.simulate.cloud.hooks.object_versions import mark_replica

_KMS = "aws:kms"


def replicate(source: FakeKey, bucket: str, *, key_arn: str, storage: str) -> None:
    """Make a replica in another bucket; one that is there stays, and gets the metadata that its source has now.

    ``key_arn`` encrypts it if KMS encrypts the source; ``storage`` is its class, or empty for the source's.
    """
    if not replicate_metadata(source, bucket):
        made = _copy(source, bucket, storage or source.storage_class or "STANDARD")
        made.encryption = source.encryption or "AES256"
        if made.encryption.startswith(_KMS):
            made.kms_key_id, made.bucket_key_enabled = key_arn, has_bucket_key(source.account_id, bucket)
        _put(source.account_id, bucket, made)
        replicate_metadata(source, bucket)


def replicate_metadata(source: FakeKey, bucket: str) -> bool:
    """Give a version's twin the tags and locks that it has now; whether there is a twin."""
    twin = version(source.account_id, bucket, source.name, str(source.version_id))
    if not isinstance(twin, FakeKey):
        return False
    tagger = s3_backends[source.account_id][source.partition].tagger
    tagger.delete_all_tags_for_resource(twin.arn)
    tagger.copy_tags(source.arn, twin.arn)
    if source.lock_mode or source.lock_legal_status:
        twin.lock_mode, twin.lock_until = source.lock_mode, source.lock_until
        twin.lock_legal_status = source.lock_legal_status
    return True


def replicate_marker(account: str, marker: FakeDeleteMarker, bucket: str) -> None:
    """Make a delete marker in another bucket; one that is there stays."""
    if version(account, bucket, marker.name, marker.version_id) is None:
        twin = FakeDeleteMarker(marker.key)
        twin._version_id = marker.version_id  # noqa: SLF001 - moto's
        twin.last_modified = marker.last_modified
        _put(account, bucket, twin)


def _copy(source: FakeKey, bucket: str, storage: str) -> FakeKey:
    """A version of the same body and metadata; where it has no lock of its own the bucket's default locks it."""
    place: Any = bucket_of(source.account_id, bucket)
    made = FakeKey(
        name=source.name,
        value=source.value,
        account_id=source.account_id,
        region_name=source.region_name,
        storage=storage,
        etag=source.etag.strip('"'),
        is_versioned=True,
        version_id=source.version_id,
        bucket_name=bucket,
        checksum_value=source.checksum_value,
        checksum_type=source.checksum_type,
        checksum_parts=source.checksum_parts,
    )
    made.checksum_algorithm, made.last_modified = source.checksum_algorithm, source.last_modified
    made.website_redirect_location = source.website_redirect_location
    made.metadata.update(source.metadata)
    if place.has_default_lock:
        made.lock_mode, made.lock_until = place.default_lock_mode, place.default_retention()
    return made


def _put(account: str, bucket: str, made: Version) -> None:
    """Among the versions of its key by the time at which its source was written: a late one is not the current one."""
    mark_replica(made)
    keys = bucket_of(account, bucket).keys
    kept = [*keys.getlist(made.name, default=[]), made]
    keys.setlist(made.name, sorted(kept, key=lambda one: one.last_modified.timestamp()))
