"""AWS's own managed policies: moto reads all of them for every account and partition anew, here once a process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from moto.iam.models import IAMBackend
from moto.moto_api._internal import mock_random

_read = IAMBackend._init_aws_policies  # noqa: SLF001 - what the canary watches


@cache
def _policies(account_id: str, partition: str) -> tuple[Any, ...]:
    """The policies, whose ids follow from nothing that a world has drawn before."""
    state = mock_random.getstate()
    mock_random.seed(0)
    try:
        account: Any = SimpleNamespace(account_id=account_id, region_name=partition)
        return tuple(_read(account))
    finally:
        mock_random.setstate(state)


def _own(backend: Any) -> list[Any]:
    """A copy of each for one world, which counts its attachments."""
    return [_copy(policy) for policy in _policies(backend.account_id, backend.region_name)]


def _copy(policy: Any) -> Any:
    made = object.__new__(type(policy))
    vars(made).update(vars(policy))
    return made


@contextmanager
def managed_policies() -> Iterator[None]:
    """While worlds share what moto has read."""
    with patch.object(IAMBackend, "_init_aws_policies", _own):
        yield
