"""One line of the table: what was measured, what was wanted, and the samples behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its target.

    ``measured`` and ``against`` say both sides in words, ``value`` is what ``wanted`` speaks of;
    ``samples`` are the raw measurements by side, in seconds unless the name says otherwise.
    """

    what: str
    measured: str
    against: str
    value: float
    shown: str
    wanted: str
    met: bool
    samples: dict[str, list[float]] = field(default_factory=dict)


def milliseconds(samples: Sequence[float]) -> str:
    """The median of some seconds, for reading."""
    return f"{median(samples) * 1000:,.0f} ms"


def ratio(samples: dict[str, list[float]], side: str, other: str) -> float:
    """How much longer ``side`` takes than ``other``: the quotient of the medians."""
    return median(samples[side]) / median(samples[other])
