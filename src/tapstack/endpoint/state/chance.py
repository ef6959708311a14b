"""All chance in the process follows from a seed while an account is open.

moto makes ids with a generator of its own, in places with Python's, and keys and some ids with the system's: botocore
takes tokens from there, too. Everything else is virtual time, and counters.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from moto.moto_api._internal import mock_random

from tapstack.simulate.cloud import Cloud


class Chance:
    """``cloud`` counts the ids that it has made."""

    def __init__(self, seed: int, cloud: Cloud) -> None:
        self._seed = seed
        self._cloud = cloud
        self._bytes = random.Random(seed)  # noqa: S311  nothing here is secret

    def turn(self, number: int) -> None:
        """From here on chance follows from the seed and a number: whatever took from it before."""
        text = f"{self._seed}/{number}"
        for one in (mock_random, self._bytes, random):
            one.seed(text)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """While something takes from chance that leaves no trace: afterwards it is as before."""
        sources: tuple[Any, ...] = (mock_random, self._bytes, random)
        before, ids = [one.getstate() for one in sources], self._cloud.ids
        try:
            yield
        finally:
            for one, state in zip(sources, before, strict=True):
                one.setstate(state)
            self._cloud.ids = ids

    @contextmanager
    def ruling(self) -> Iterator[None]:
        """While even the system's own chance follows from the seed."""
        system, pythons = os.urandom, random.getstate()
        os.urandom = self._bytes.randbytes
        self.turn(0)
        try:
            yield
        finally:
            os.urandom = system
            random.setstate(pythons)
