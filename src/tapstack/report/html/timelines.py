"""A trial's moments laid out in time: a row for each lane, a mark for each moment, the earliest on the left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tapstack.findings.drilled import DrillRecord, Figure, Moment, Trial

LEFT, PLOT, ROW, TOP = 250, 700, 28, 16
_LETTERS, _LABEL, _LETTER_WIDTH = 36, 30, 6.4
_FIRST = ("drill", "producers", "migration")
_STEPS = (1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 43200, 86400)


class Mark(NamedTuple):
    """``colour`` is 0 for what is in no region, else the region's number; ``label`` is empty where there is no room."""

    x: float
    y: int
    colour: int
    label: str
    moment: Moment


class Row(NamedTuple):
    """A lane and its height."""

    y: int
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """``ticks`` are (x, what is written)."""

    width: int
    height: int
    rows: Sequence[Row]
    marks: Sequence[Mark]
    ticks: Sequence[tuple[float, str]]
    trial: Trial


@dataclass(frozen=True, slots=True)
class DrillView:
    """A drill with its timelines, and its figures as people read them."""

    id: str
    drill: DrillRecord
    figures: Sequence[tuple[Figure, str, str, bool]]
    timelines: Sequence[Timeline]

    @property
    def passed(self) -> bool:
        """Whether nothing speaks against the platform."""
        return not self.drill.faults


def figure(one: Figure) -> tuple[Figure, str, str, bool]:
    """The figure, its value, where it was expected, and whether it is inside of all that it must keep."""
    bounds = [limit for limit in (one.most, one.limit) if limit is not None]
    inside = one.value is not None and all(one.value <= bound for bound in bounds) and one.value >= (one.least or 0)
    if one.least is None:
        return one, told(one.value), "nothing", False
    return one, told(one.value), f"{told(one.least)} to {told(one.most) if one.most is not None else 'any'}", inside


def told(value: float | None) -> str:
    """A value; ``never`` where it was not reached."""
    return "never" if value is None else f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def timeline(trial: Trial, regions: Sequence[str]) -> Timeline:
    """``regions`` are those of the report, so that one has the same colour in every picture."""
    end = max((one.seconds for one in trial.moments), default=0) or 1.0
    found = dict.fromkeys((one.lane, one.region) for one in trial.moments)
    lanes = sorted(found, key=lambda row: _FIRST.index(row[0]) if row[0] in _FIRST else len(_FIRST))
    heights = {lane: TOP + number * ROW + 12 for number, lane in enumerate(lanes)}
    return Timeline(
        width=LEFT + PLOT + 190,
        height=TOP + ROW * len(lanes) + 30,
        rows=[Row(y, _short(name, _LETTERS), f"{name} {region}".strip()) for (name, region), y in heights.items()],
        marks=list(_marks(trial.moments, heights, end, regions)),
        ticks=[(_x(second, end), _clock(second)) for second in _ticks(end)],
        trial=trial,
    )


def _marks(
    moments: Sequence[Moment], heights: dict[tuple[str, str], int], end: float, regions: Sequence[str]
) -> Iterator[Mark]:
    free: dict[int, float] = {}
    for moment in moments:
        x, y = _x(moment.seconds, end), heights[moment.lane, moment.region]
        label = _short(moment.text, _LABEL) if x >= free.get(y, 0.0) else ""
        free[y] = x + 14 + _LETTER_WIDTH * len(label) if label else free[y]
        colour = regions.index(moment.region) % 2 + 1 if moment.region in regions else 0
        yield Mark(round(x, 1), y, colour, label, moment)


def _ticks(end: float) -> Iterator[int]:
    step = next((one for one in _STEPS if end / one <= 10), _STEPS[-1])
    yield from range(0, int(end) + 1, max(step, int(end / 20)))


def _clock(seconds: int) -> str:
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60}:{seconds % 60:02} min"


def _x(seconds: float, end: float) -> float:
    return LEFT + PLOT * seconds / end


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"
