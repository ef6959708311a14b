"""Virtual time, advanced by wall time: a thread that lets happen what is due, and leaves room for requests."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import perf_counter
from traceback import format_exception
from typing import Self

from tapstack.simulate.clock import Clock

_PAUSE = 0.01  # wall seconds between looks at the clock
_SLICE = 0.05  # wall seconds after which requests come first
_LEAVE = 0.3  # wall seconds for which the end waits for what is going on

Said = Callable[[str], None]


class Pace:
    """``speed`` virtual seconds pass in a second; the lock is held while anything happens. Ends with the context.

    ``clock`` gives the clock, which is another one when the account begins anew.
    """

    def __init__(self, clock: Callable[[], Clock], lock: threading.Lock, speed: float, said: Said) -> None:
        self._of = clock
        self._lock = lock
        self._said = said
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pace", daemon=True)
        self._speed = speed
        self.is_paused = False
        self.anchor()

    @property
    def _clock(self) -> Clock:
        return self._of()

    def anchor(self) -> None:
        """From here on time passes: what has passed before is not caught up with."""
        self._since = (perf_counter(), self._clock.seconds)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join(_LEAVE)

    @property
    def speed(self) -> float:
        """Virtual seconds in a second."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self._speed = speed
        self.anchor()

    def pause(self) -> None:
        """Time stands still, but for steps."""
        self.is_paused = True

    def resume(self) -> None:
        """Time passes again."""
        self.is_paused = False
        self.anchor()

    def step(self, seconds: float) -> None:
        """Let so much virtual time pass at once. Whoever calls holds the lock."""
        until = self._clock.seconds + seconds
        while not self._passed(until, lambda: False):
            pass
        self.anchor()

    def _run(self) -> None:
        while not self._end.wait(_PAUSE):
            with self._lock:
                self._catch_up()

    def _catch_up(self) -> None:
        if self.is_paused:
            return
        began, at = self._since
        until = perf_counter() + _SLICE
        self._passed(at + (perf_counter() - began) * self._speed, lambda: perf_counter() > until)

    def _passed(self, seconds: float, enough: Callable[[], bool]) -> bool:
        """Let time pass up to a moment; whether nothing went wrong on the way."""
        try:
            self._clock.advance(seconds, enough)
        except Exception as error:  # noqa: BLE001  what else goes on is not ended by it
            if not self._end.is_set():
                self._said(f"internal error while time passed: {''.join(format_exception(error))}")
            return False
        return True
