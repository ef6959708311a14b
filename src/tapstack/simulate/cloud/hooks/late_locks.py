"""Object Lock may be turned on, and changed, while a bucket holds objects; moto takes it for empty buckets only.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-configure.html (existing buckets).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.s3.models import S3Backend

_put = S3Backend.put_object_lock_configuration


def _with_objects(backend: Any, bucket_name: str, *rest: Any, **named: Any) -> None:
    bucket = backend.get_bucket(bucket_name)
    held, bucket.keys = bucket.keys, type(bucket.keys)()
    try:
        _put(backend, bucket_name, *rest, **named)
    finally:
        bucket.keys = held


@contextmanager
def late_locks() -> Iterator[None]:
    """While Object Lock is taken for buckets with objects."""
    with patch.object(S3Backend, "put_object_lock_configuration", _with_objects):
        yield
