"""Retry and Catch.

Source: Step Functions Developer Guide, "Handling errors": intervals, backoff, the longest delay, full jitter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.machines.paths import put_at

if TYPE_CHECKING:
    import random

    from tapstack.simulate.behaviours.machines.failure import StateError


class Retries:
    """The retriers of one state, and how often each was used."""

    def __init__(self, state: Mapping[str, Any], chance: random.Random) -> None:
        self._retriers: list[Mapping[str, Any]] = list(state.get("Retry", ()))
        self._used = [0] * len(self._retriers)
        self._chance = chance

    @property
    def count(self) -> int:
        """How often the state was tried again."""
        return sum(self._used)

    def pause(self, error: StateError) -> float | None:
        """Seconds until the next attempt; None where there is none: the first retrier that fits decides."""
        for place, retrier in enumerate(self._retriers):
            if error.fits(retrier["ErrorEquals"]):
                if self._used[place] >= int(retrier.get("MaxAttempts", 3)):
                    return None
                delay = retrier.get("IntervalSeconds", 1) * retrier.get("BackoffRate", 2.0) ** self._used[place]
                delay = min(delay, retrier.get("MaxDelaySeconds", delay))
                self._used[place] += 1
                return float(self._chance.uniform(0, delay) if retrier.get("JitterStrategy") == "FULL" else delay)
        return None


def caught(state: Mapping[str, Any], error: StateError, data: Any) -> tuple[Any, str] | None:
    """The data and the state to go on with; None where nothing catches the error."""
    for catcher in state.get("Catch", ()):
        if error.fits(catcher["ErrorEquals"]):
            told = {"Error": error.name, "Cause": error.cause}
            path = catcher.get("ResultPath", "$")
            return (data if path is None else put_at(path, data, told)), str(catcher["Next"])
    return None
