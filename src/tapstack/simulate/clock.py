"""The one virtual clock: simpy's, in seconds since the simulation began."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime, timedelta
from typing import Any, TypeVar

import simpy
from botocore.exceptions import BotoCoreError, ClientError

from tapstack.simulate.cloud import START

Result = TypeVar("Result")
Steps = Generator[simpy.Event, Any, Result]
"""What takes virtual time: yields events of the clock, and ends with a result."""


class Clock:
    """``tell`` is called with the moment before anything looks at the time, such as a service."""

    def __init__(self, start: datetime = START, tell: Callable[[datetime], None] | None = None) -> None:
        self.env = _Environment(self.show)
        self._start = start
        self._tell = tell

    @property
    def seconds(self) -> float:
        """Seconds since the simulation began."""
        return float(self.env.now)

    @property
    def moment(self) -> datetime:
        """The date and time now."""
        return self.moment_of(self.seconds)

    def moment_of(self, seconds: float) -> datetime:
        """The date and time of a moment of this clock."""
        return self._start + timedelta(seconds=seconds)

    def show(self) -> None:
        """Let services and functions see the time that it is now."""
        if self._tell is not None:
            self._tell(self.moment)

    @property
    def steps(self) -> int:
        """How many events have happened so far: with the time, what tells one moment from another."""
        return self.env.steps

    def pause(self, seconds: float) -> simpy.Event:
        """An event that happens after so many seconds."""
        return self.env.timeout(seconds)

    def until(self, seconds: float) -> simpy.Event:
        """An event that happens at this time, or at once if that is past."""
        return self.env.timeout(max(0.0, seconds - self.seconds))

    def start(self, steps: Steps[Result]) -> simpy.Process:
        """Begin something that goes on beside everything else."""
        return self.env.process(_told(steps))

    def finish(self, steps: Steps[Result]) -> Result:
        """Let time pass until ``steps`` have ended; what they end with."""
        process: Any = self.start(steps)
        self.env.run(until=process)
        result: Result = process.value
        return result

    def run(self, seconds: float) -> None:
        """Let so much time pass, with all that goes on."""
        self.finish(self._wait(seconds))

    def advance(self, seconds: float, enough: Callable[[], bool] = lambda: False) -> bool:
        """Let everything happen up to this time, and what happens at it; stop early when it is ``enough``.

        Whether that time has come.
        """
        while self.env.peek() <= seconds:
            if enough():
                return False
            self.env.step()
        self.env.set(seconds)
        return True

    def _wait(self, seconds: float) -> Steps[None]:
        yield self.pause(seconds)


class EscapedError(Exception):
    """A call of a service has failed where nobody expected it: simpy could not tell botocore's own error again."""


def _told(steps: Steps[Result]) -> Steps[Result]:
    """The same steps, with an error of a call in words."""
    try:
        return (yield from steps)
    except (BotoCoreError, ClientError) as error:
        raise EscapedError(str(error)) from error


class _Environment(simpy.Environment):
    """Shows the time whenever it has moved, before anything happens at it."""

    def __init__(self, show: Callable[[], None]) -> None:
        super().__init__()
        self.steps = 0
        self._show = show
        self._shown = 0.0

    def set(self, seconds: float) -> None:
        """Let it be this time, if it is not later; nothing happens before it."""
        if seconds > self._now:
            self._now = self._shown = seconds
            self._show()

    def step(self) -> None:
        """The next event."""
        following = self.peek()
        if following > self._shown and following != float("inf"):
            self._now = self._shown = following
            self._show()
        self.steps += 1
        super().step()
