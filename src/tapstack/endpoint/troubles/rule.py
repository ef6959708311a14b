"""What matches something that happens, so many times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

ANY = "*"


@dataclass
class Rule:
    """``times`` is how often it still applies; None is for ever."""

    times: int | None = 1

    @property
    def is_over(self) -> bool:
        """Whether it applies no more."""
        return self.times is not None and self.times <= 0

    def use(self) -> None:
        """It has applied once."""
        if self.times is not None:
            self.times -= 1


Kind = TypeVar("Kind", bound=Rule)


def fits(pattern: str, *values: str) -> bool:
    """Whether a pattern names one of the values, whatever its capitals; ``*`` names all."""
    return pattern == ANY or pattern.lower() in {value.lower() for value in values}


def left(rules: Iterable[Kind]) -> list[Kind]:
    """Those that still apply."""
    return [rule for rule in rules if not rule.is_over]
