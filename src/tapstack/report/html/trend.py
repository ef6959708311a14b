"""How runs went over time, as lines in a picture: one for each kind of verdict that is not quiet."""

from collections.abc import Sequence
from dataclasses import dataclass

from tapstack.findings import Trend, TrendPoint

LEFT, WIDTH, TOP, HEIGHT = 48, 760, 12, 180
SERIES = ("FAIL", "ERROR", "UNKNOWN", "WAIVED")
MOST = 60
"""Runs that are drawn; older ones are only counted."""


@dataclass(frozen=True, slots=True)
class Series:
    """``path`` joins the dots of one status, each (x, y, run, number)."""

    status: str
    path: str
    dots: Sequence[tuple[float, float, TrendPoint, int]]


@dataclass(frozen=True, slots=True)
class TrendView:
    """``scale`` are (y, number); ``older`` is how many runs are not shown. Less than two runs have no ``series``."""

    file: str
    points: Sequence[TrendPoint]
    older: int
    series: Sequence[Series]
    scale: Sequence[tuple[float, int]]


def trend_view(trend: Trend | None) -> TrendView:
    """The newest runs, the oldest of them first."""
    points = trend.points[-MOST:] if trend else ()
    most = max((point.counts.get(status, 0) for point in points for status in SERIES), default=0) or 1
    return TrendView(
        file=trend.file if trend else "",
        points=points,
        older=len(trend.points) - len(points) if trend else 0,
        series=[_series(status, points, most) for status in SERIES] if len(points) > 1 else (),
        scale=[(_y(number, most), number) for number in sorted({0, most // 2, most})],
    )


def _series(status: str, points: Sequence[TrendPoint], most: int) -> Series:
    step = WIDTH / (len(points) - 1)
    dots = [
        (round(LEFT + index * step, 1), _y(point.counts.get(status, 0), most), point, point.counts.get(status, 0))
        for index, point in enumerate(points)
    ]
    return Series(status, "M" + " L".join(f"{x},{y}" for x, y, _, _ in dots), dots)


def _y(number: int, most: int) -> float:
    return round(TOP + HEIGHT * (1 - number / most), 1)
