"""Virtual time, advanced by wall time: a thread that lets happen what is due, and leaves room for requests."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from time import perf_counter
from typing import Self

from tapstack.simulate.clock import Clock

_PAUSE = 0.01  # wall seconds between looks at the clock
_SLICE = 0.05  # wall seconds after which requests come first


class Pace:
    """``speed`` virtual seconds pass in a second; the lock is held while anything happens. Ends with the context."""

    def __init__(self, clock: Clock, lock: threading.Lock, speed: float, said: Callable[[str], None]) -> None:
        self._clock = clock
        self._lock = lock
        self._said = said
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pace", daemon=True)
        self._speed = speed
        self._since = (perf_counter(), clock.seconds)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    @property
    def speed(self) -> float:
        """Virtual seconds in a second; 0 while time stands still."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self._speed = speed
        self._since = (perf_counter(), self._clock.seconds)

    def step(self, seconds: float) -> None:
        """Let so much virtual time pass at once. Whoever calls holds the lock."""
        self._clock.advance(self._clock.seconds + seconds)
        self._since = (perf_counter(), self._clock.seconds)

    def _run(self) -> None:
        while not self._end.wait(_PAUSE):
            with self._lock:
                self._catch_up()

    def _catch_up(self) -> None:
        began, at = self._since
        until = perf_counter() + _SLICE
        try:
            self._clock.advance(at + (perf_counter() - began) * self._speed, lambda: perf_counter() > until)
        except Exception as error:  # noqa: BLE001  what else goes on is not ended by it
            self._said(f"internal error while time passed: {type(error).__name__}: {error}")
            sys.excepthook(type(error), error, error.__traceback__)
