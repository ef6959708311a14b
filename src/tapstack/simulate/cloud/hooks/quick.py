"""What moto works out anew with every request or in every empty account, though it never differs: once a process."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

from moto.core import responses
from moto.core.utils import method_names_from_class
from moto.iam.models import IAMBackend

_names = cache(method_names_from_class)
_init = IAMBackend._init_aws_policies  # noqa: SLF001 - this is moto's own, and what a hook is for
_policies: dict[tuple[str, str], list[Any]] = {}


def _aws_policies(backend: Any) -> list[Any]:
    """The policies of AWS itself, in copies: each account counts what they are attached to."""
    key = backend.account_id, backend.region_name
    if key not in _policies:
        _policies[key] = _init(backend)
    return [copy.copy(policy) for policy in _policies[key]]


@contextmanager
def quick() -> Iterator[None]:
    """While the names of methods and the policies of AWS are kept."""
    with (
        patch.object(responses, "method_names_from_class", _names),
        patch.object(IAMBackend, "_init_aws_policies", _aws_policies),
    ):
        yield
