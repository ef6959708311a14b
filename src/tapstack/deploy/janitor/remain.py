"""What a run left, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

FOUND = "found"
YOUNG = "young"
UNCLAIMED = "unclaimed"
REFUSED = "refused"
"""Beside those of tapstack.deploy.stores.outcome: not removed, for nobody asked; of a run that is too young; named like
a run's, and no tag tells of that run; AWS refused with an error."""


class Remain(NamedTuple):
    """``name`` is what CloudFormation's Ref gives; ``suffix`` the run's."""

    suffix: str
    type: str
    region: str
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """``status`` is one of an outcome or of those above; ``hours`` the age of the run, or of the thing itself."""

    remain: Remain
    status: str
    hours: float
    why: str = ""
    until: datetime | None = None
    overdue: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        row: dict[str, Any] = {**self.remain._asdict(), "status": self.status, "hours": round(self.hours, 1)}
        return {**row, "why": self.why, "until": self.until and self.until.isoformat(), "overdue": self.overdue}
