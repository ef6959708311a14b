"""moto judges bucket policies without their conditions, so that a Deny of plain HTTP refuses every write.

Here moto judges none: whoever calls is judged before the call, by the policies as IAM reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket


def _neutral(_bucket: Any, _action: str, _resource: str) -> PermissionResult:
    return PermissionResult.NEUTRAL


@contextmanager
def unjudged_policies() -> Iterator[None]:
    """While moto says nothing to a bucket's policy."""
    with patch.object(FakeBucket, "get_permission", _neutral):
        yield
