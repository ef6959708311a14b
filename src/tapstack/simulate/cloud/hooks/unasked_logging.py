"""S3 takes a logging configuration whatever the target's policy says, and may deliver nothing later.

moto asks for one form of the policy, and fails on others, such as a statement for everyone. What a policy lets S3
deliver is judged by the truth S3-092.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from moto.s3.models import FakeBucket


def _lets(*_: object, **__: object) -> bool:
    return True


@contextmanager
def unasked_logging() -> Iterator[None]:
    """While any bucket of the region may be named as the target of logs."""
    with patch.object(FakeBucket, "_log_permissions_enabled_policy", _lets):
        yield
