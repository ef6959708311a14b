"""A symmetric key has no pair of keys; moto makes one for every key, which takes longer than all else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any
from unittest.mock import patch

from moto.kms import models

_make = models.generate_private_key
_SYMMETRIC = ("SYMMETRIC_DEFAULT", "HMAC_")


class _Pair:
    """Made when somebody asks for it after all."""

    @cached_property
    def _made(self) -> Any:
        return _make("RSA_2048")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)


def _if_needed(key_spec: str) -> Any:
    return _Pair() if key_spec.startswith(_SYMMETRIC) else _make(key_spec)


@contextmanager
def symmetric_keys() -> Iterator[None]:
    """While symmetric keys are made without a pair."""
    with patch.object(models, "generate_private_key", _if_needed):
        yield
