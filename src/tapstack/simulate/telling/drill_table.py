"""All drills in one table: verdict, recovery time, recovery point, and what became of records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tapstack.simulate.drills.judge import judge, told
from tapstack.simulate.drills.run import worst

if TYPE_CHECKING:
    from tapstack.simulate.drills.run import Result

_TIMES = ("failover RTO", "cutover", "rollback", "caught up", "gives up")
"""Which figure counts as the recovery time: the first that a drill has."""
_WIDTHS = (30, 8, 10, 10, 10, 14, 6)
_HEAD = ("drill", "verdict", "RTO s", "RPO s", "taken", "dead-lettered", "lost")


def table(results: Sequence[Result]) -> Iterator[str]:
    """A line for each drill, under a head; ``-`` where a drill has no such figure."""
    yield _line(_HEAD)
    for result in results:
        yield _line(_row(result))


def _row(result: Result) -> tuple[str, ...]:
    figures = {name: value for name, value, _ in worst(result)}
    time = next((told(figures[name]) for name in _TIMES if name in figures), "-")
    points = [value for name, value in figures.items() if name.endswith("RPO")]
    counts = [_most(result, name) for name in ("taken", "dead-lettered", "lost")]
    verdict = "FAIL" if judge(result).faults else "PASS"
    return (result.drill.name, verdict, time, told(max(points)) if points else "-", *counts)


def _most(result: Result, name: str) -> str:
    """The greatest count among the trials."""
    found = [trial.measured["counts"][name] for trial in result.trials if name in trial.measured.get("counts", {})]
    return str(max(found)) if found else "-"


def _line(cells: Sequence[str]) -> str:
    first, *others = zip(cells, _WIDTHS, strict=True)
    return f"{first[0]:{first[1]}}" + "".join(f"{cell:>{width}}" for cell, width in others)
