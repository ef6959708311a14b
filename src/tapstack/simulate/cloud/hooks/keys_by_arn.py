"""moto takes the ARN of a key for most operations; of those that change its state it fails with a KeyError."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from moto.kms.models import KmsBackend

CHANGES = ("cancel_key_deletion", "disable_key", "enable_key", "schedule_key_deletion")


def _by_id(change: Callable[..., Any]) -> Callable[..., Any]:
    """The same, that takes either."""

    def changed(backend: KmsBackend, key_id: str, *given: Any, **named: Any) -> Any:
        return change(backend, backend.get_key_id(key_id), *given, **named)

    return changed


@contextmanager
def keys_by_arn() -> Iterator[None]:
    """While keys are disabled, enabled and doomed by their ARNs too."""
    with ExitStack() as stack:
        for name in CHANGES:
            stack.enter_context(patch.object(KmsBackend, name, _by_id(getattr(KmsBackend, name))))
        yield
