"""What a drill is, and what it measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tapstack.simulate.expectations import Interval, Pair

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

Expects = Callable[[Pair], dict[str, Interval]]


@dataclass
class Measured:
    """``figures`` are in seconds, or counts, by name; ``faults`` is what went wrong; ``counts`` are of records."""

    figures: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    dead: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    moments: list[tuple[float, str, str, str]] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """As JSON has it."""
        return {**vars(self)}


@dataclass(frozen=True)
class Drill:
    """``given`` are values of parameters that it needs; ``run`` breaks the world and measures.

    ``expects`` says, of rendered stacks alone, inside which interval each figure must lie; ``objectives`` names the
    owners' limits that figures must keep, by the figure's name. ``protects`` is what the drill shows to be needed.
    It is run ``trials`` times, each at another moment; the worst figure counts.
    """

    name: str
    title: str
    run: Callable[[Stage], Measured]
    expects: Expects
    protects: str
    objectives: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    trials: int = 1
    history: bool = False
