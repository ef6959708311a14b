"""What happened when: what reports and pictures of a simulation are drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tapstack.simulate.clock import Clock


class Moment(NamedTuple):
    """``seconds`` since the simulation began; ``lane`` is what it happened to; ``region`` may be empty."""

    seconds: float
    region: str
    lane: str
    text: str


class Timeline:
    """Moments in the order in which they happened."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.moments: list[Moment] = []

    def note(self, lane: str, text: str, region: str = "") -> None:
        """Something happens now."""
        self.moments.append(Moment(self._clock.seconds, region, lane, text))
