"""How often is asked, and how long at most."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


class TimedOutError(Exception):
    """The time that was given is over."""


@dataclass
class Pace:
    """``shortest`` and ``longest`` seconds between two looks, ``timeout`` seconds for all of them; None is no end.

    Soon after something new, later and later while nothing is: DescribeStackEvents is throttled for whole accounts.
    """

    timeout: float | None = None
    shortest: float = 0.5
    longest: float = 5.0
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    _wait: float = field(init=False, default=0.0)
    _until: float | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._until = None if self.timeout is None else self.now() + self.timeout

    def rest(self, *, news: bool) -> None:
        """Wait until the next look. Raises TimedOutError where that would be too late."""
        self._wait = self.shortest if news else min(self.longest, max(self.shortest, self._wait * 1.5))
        if self._until is not None and self.now() + self._wait > self._until:
            raise TimedOutError
        self.sleep(self._wait)
