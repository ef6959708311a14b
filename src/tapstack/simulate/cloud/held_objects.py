"""Buckets and their versions as S3 itself has them: no call is made, and nobody is asked for permission."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from moto.s3.exceptions import MissingBucket
from moto.s3.models import FakeDeleteMarker, FakeKey, s3_backends

Version: TypeAlias = FakeKey | FakeDeleteMarker


def bucket_of(account: str, name: str) -> Any:
    """A bucket as moto has it; None where there is none of that name."""
    try:
        return s3_backends[account]["aws"].get_bucket(name)
    except MissingBucket:
        return None


def region_of(account: str, name: str) -> str:
    """The region of a bucket; empty where there is none of that name."""
    bucket = bucket_of(account, name)
    return "" if bucket is None else str(bucket.region_name)


def keeps_versions(account: str, name: str) -> bool:
    """Whether a bucket keeps versions now."""
    return bool(getattr(bucket_of(account, name), "is_versioned", False))


def locks_objects(account: str, name: str) -> bool:
    """Whether Object Lock is on for a bucket."""
    return bool(getattr(bucket_of(account, name), "object_lock_enabled", False))


def has_bucket_key(account: str, name: str) -> bool:
    """Whether a bucket's default encryption uses an S3 Bucket Key."""
    encryption = getattr(bucket_of(account, name), "encryption", None) or {}
    return str(encryption.get("Rule", {}).get("BucketKeyEnabled", "")).lower() == "true"


def version(account: str, bucket: str, key: str, version_id: str | None = None) -> Version | None:
    """A version of an object, the newest where none is named; None where it is not there."""
    found = bucket_of(account, bucket)
    kept = [] if found is None else found.keys.getlist(key, default=[])
    return next((one for one in reversed(kept) if version_id in (None, str(one.version_id))), None)


def versions(account: str, bucket: str) -> Iterator[Version]:
    """Every version of every object, in the order of their keys, the oldest first."""
    found = bucket_of(account, bucket)
    for _, kept in sorted(found.keys.lists()) if found is not None else ():
        yield from kept


def is_marker(found: Version) -> bool:
    """Whether a version says that the object is deleted."""
    return isinstance(found, FakeDeleteMarker)


def tags_of(found: Version) -> dict[str, str]:
    """The tags of a version; delete markers have none."""
    if not isinstance(found, FakeKey):
        return {}
    tags: dict[str, str] = s3_backends[found.account_id][found.partition].tagger.get_tag_dict_for_resource(found.arn)
    return tags
