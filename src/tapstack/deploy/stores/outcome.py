"""How the removal of a store ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

DELETED = "deleted"
SCHEDULED = "scheduled"
UNDER_WAY = "under way"
LEFT = "left"
ABSENT = "absent"


class Outcome(NamedTuple):
    """``status`` is deleted, scheduled, under way (ask again later), left or absent; ``why`` one sentence.

    ``until`` is when a scheduled deletion happens, or until when what is left cannot be deleted, if AWS tells.
    """

    status: str
    why: str = ""
    until: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done: it is gone, was not there, or goes on a day of its own."""
        return self.status in {DELETED, SCHEDULED, ABSENT}

    def to_json(self) -> dict[str, Any]:
        """Plain values; the time in ISO 8601."""
        return {"status": self.status, "why": self.why, "until": self.until.isoformat() if self.until else None}
