"""Drills as they went: plain records that reports draw."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Moment(NamedTuple):
    """``seconds`` after the drill began, ``text`` happened in ``lane`` (a resource, or who acts) of ``region``.

    ``region`` is empty for what is in none.
    """

    seconds: float
    region: str
    lane: str
    text: str


class Figure(NamedTuple):
    """The greatest value of a figure among the trials, in seconds or pieces; None where it was never reached.

    It was expected from ``least`` to ``most``, which are None where nothing was expected or nothing bounds it.
    ``objective`` names the owners' limit that it must keep, and ``limit`` is that; empty and None where there is none.
    """

    name: str
    value: float | None
    least: float | None = None
    most: float | None = None
    objective: str = ""
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial: ``counts`` of records by what became of them, ``crashed`` why there is nothing else."""

    moments: tuple[Moment, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    crashed: str = ""


@dataclass(frozen=True, slots=True)
class DrillRecord:
    """A fault, and how the simulated platform got over it; it passed if there are no ``faults``.

    ``file`` is the template that was deployed; ``protects`` is what the drill shows to be needed; ``lost`` counts
    records by the cause of their loss.
    """

    file: str
    name: str
    title: str
    protects: str
    faults: tuple[str, ...]
    figures: tuple[Figure, ...]
    trials: tuple[Trial, ...]
    lost: Mapping[str, int] = field(default_factory=dict)
