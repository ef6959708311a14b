"""Time that passes for a function: it sleeps in simulated time, and is ended at its deadline."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from tapstack.simulate.cloud import Cloud

WALL_SECONDS = 20.0
"""How long a call may really take: a loop without an end is ended then."""


class TimeUpError(BaseException):
    """The deadline of a call is past. No Exception: a function must not catch it by accident."""


class Passing:
    """The simulated time of one call."""

    def __init__(self, cloud: Cloud, seconds: float) -> None:
        self._cloud = cloud
        self._began = datetime.now(UTC)
        self._ends = self._began + timedelta(seconds=seconds)
        self.seconds = 0.0

    @property
    def deadline(self) -> float:
        """In seconds since 1970."""
        return self._ends.timestamp()

    def sleep(self, seconds: float) -> None:
        """Let time pass. Raises TimeUpError where the deadline comes first."""
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        self.seconds += seconds
        now = self._began + timedelta(seconds=self.seconds)
        if now >= self._ends:
            self.seconds = (self._ends - self._began).total_seconds()
            self._cloud.set_time(self._ends)
            raise TimeUpError
        self._cloud.set_time(now)

    @contextmanager
    def passes(self) -> Iterator[None]:
        """While sleeping is simulated; afterwards the services see the time at which the call began."""
        try:
            with patch.object(time, "sleep", self.sleep), _watched():
                yield
        finally:
            self._cloud.set_time(self._began)


@contextmanager
def _watched() -> Iterator[None]:
    """While an alarm ends what takes too long: only a main thread can have one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: Any) -> None:
        raise TimeUpError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
