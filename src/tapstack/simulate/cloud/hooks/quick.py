"""What moto works out anew with every request, and what is always the same: here once a process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

from moto.core import responses
from moto.core.serialize import ResponseSerializer
from moto.core.utils import method_names_from_class

_names = cache(method_names_from_class)
_value = ResponseSerializer.get_value
_KINDS = frozenset({"B", "BOOL", "BS", "L", "M", "N", "NS", "NULL", "S", "SS"})
"""Of DynamoDB's values, of which each has one: moto looks for all of them, each under six names."""


def _looked_up(serializer: Any, value: Any, key: str, shape: Any) -> Any:
    """What stands under a name; of a value of DynamoDB without looking further."""
    if key in _KINDS and type(value) is dict and len(value) == 1 and not _KINDS.isdisjoint(value):
        return value.get(key)
    return _value(serializer, value, key, shape)


@contextmanager
def quick() -> Iterator[None]:
    """While the names of a class's methods are kept, and values of DynamoDB are told without a search."""
    with (
        patch.object(responses, "method_names_from_class", _names),
        patch.object(ResponseSerializer, "get_value", _looked_up),
    ):
        yield
