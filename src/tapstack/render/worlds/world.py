"""One way to set the parameters, and all those that make a difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.template.logic import Truth
    from tapstack.template.parameters import ParameterValues
    from tapstack.template.unresolved import Unresolved


@dataclass(frozen=True, slots=True)
class World:
    """``changes`` are the texts to give beside those of the given world, empty for that world itself.

    ``truths`` says what each condition is, by region. A change of a NoEcho parameter is not to be shown.
    """

    values: ParameterValues
    changes: Mapping[str, str]
    truths: Mapping[str, Mapping[str, Truth]]

    def __str__(self) -> str:
        return told(self.changes, self.values.secrets)


@dataclass(frozen=True, slots=True)
class Worlds:
    """Worlds of which no two make the same stacks, the given one first, then those with fewest changes.

    ``possible`` is how many combinations the parameters' constraints and the Rules section permit; where
    ``pairwise``, it counts combinations that come to the same as well, and only every two choices meet in some world.
    ``gaps`` says in words what is not covered. ``regions`` stand in the order in which the given world's stacks are
    made; ``placed`` are the parameters that name one of them, as given. ``groups`` are parameters that depend on each
    other. ``invented`` has by parameter the texts that stand for any other, which neither template nor user names;
    ``unused`` what stands, in all worlds but the given one, for values that it does not need.
    """

    worlds: tuple[World, ...]
    possible: int
    pairwise: bool
    gaps: tuple[str, ...]
    regions: tuple[str, ...] = ()
    placed: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[frozenset[str], ...] = ()
    invented: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unused: Mapping[str, Unresolved] = field(default_factory=dict)

    def invents(self, changes: Mapping[str, str]) -> bool:
        """Whether a change is to a text that only stands for any other."""
        return any(text in self.invented.get(name, ()) for name, text in changes.items())

    def parts(self, changes: Mapping[str, str]) -> list[dict[str, str]]:
        """The changes, by group: each part can be made without the others."""
        found = [{name: text for name, text in changes.items() if name in group} for group in self.groups]
        return [part for part in found if part]

    def order(self, changes: Mapping[str, str]) -> tuple[str, ...]:
        """The order of the stacks in another world: what is made first stays first where parameters swap regions.

        That of the given world where they do not agree on who takes whose place.
        """
        moved = {own: changes.get(name, own) for name, own in self.placed.items()}
        agreed = all(moved[own] == changes.get(name, own) for name, own in self.placed.items())
        if not agreed or len(set(moved.values())) < len(moved) or not set(moved.values()) <= set(self.regions):
            return self.regions
        return tuple(_moved(region, moved) for region in self.regions)

    def __str__(self) -> str:
        if not self.pairwise:
            return f"all {len(self.worlds)} worlds"
        return f"{len(self.worlds)} worlds, in which every two of the choices meet, of at most {self.possible:,}"


def _moved(region: str, moved: Mapping[str, str]) -> str:
    """Where it goes; one whose place was taken, and that nothing says where to go, goes where the chain began."""
    if region in moved:
        return moved[region]
    while (before := next((old for old, new in moved.items() if new == region), None)) is not None:
        region = before
    return region


def told(changes: Mapping[str, str], secrets: frozenset[str]) -> str:
    """Changes as messages tell them: ``Stage=prod, Name=""``."""
    return ", ".join(f"{name}={_shown(name, text, secrets)}" for name, text in changes.items())


def _shown(name: str, text: str, secrets: frozenset[str]) -> str:
    if name in secrets:
        return "(another value)"
    return text if text and not set(text) & set(' ,="') else f'"{text}"'
