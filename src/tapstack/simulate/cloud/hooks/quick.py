"""What moto works out anew with every request, and what is always the same: here once a process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from moto.core import responses
from moto.core.utils import method_names_from_class

_names = cache(method_names_from_class)


@contextmanager
def quick() -> Iterator[None]:
    """While the names of a class's methods are kept."""
    with patch.object(responses, "method_names_from_class", _names):
        yield
