"""An event that has come to a bus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Arrival:
    """``seconds`` and ``time`` are when it came; ``sender`` is the rule of another bus that sent it, if one did."""

    event: Mapping[str, Any]
    seconds: float
    time: str
    sender: str = ""
