"""Time that passes for a function: it sleeps in simulated time, and is ended at its deadline."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from tapstack.simulate.cloud import Cloud
from tapstack.simulate.cloud.role import taking
from tapstack.simulate.functions.watch import TimeUpError

_asleep = time.sleep


class Passing:
    """The simulated time of one call. What several threads of a function sleep at once adds up."""

    def __init__(self, cloud: Cloud, seconds: float) -> None:
        self._cloud = cloud
        self._began = datetime.now(UTC)
        self._limit = float(seconds)
        self.seconds = 0.0

    @property
    def deadline(self) -> float:
        """In seconds since 1970."""
        return self._began.timestamp() + self._limit

    def sleep(self, seconds: float) -> None:
        """Let time pass. Raises TimeUpError where the deadline comes first."""
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        if self.seconds + seconds >= self._limit:
            self.use_up()
            raise TimeUpError
        self._move(self.seconds + seconds)

    def use_up(self) -> None:
        """The deadline has come."""
        self._move(self._limit)

    def _move(self, seconds: float) -> None:
        self.seconds = seconds
        self._cloud.set_time(self._began + timedelta(seconds=seconds))

    @contextmanager
    def passes(self) -> Iterator[None]:
        """While sleeping is simulated; afterwards the services see the time at which the call began."""
        _passing.append(self)
        try:
            with patch.object(time, "sleep", sleep), taking(self.sleep):
                yield
        finally:
            _passing.pop()
            self._cloud.set_time(self._began)


_passing: list[Passing] = []
"""The calls under way, the innermost last."""


def sleep(seconds: float) -> None:
    """What functions find as ``time.sleep``, the same in every call: a module may keep it under a name of its own."""
    if _passing:
        _passing[-1].sleep(seconds)
    else:
        _asleep(seconds)
