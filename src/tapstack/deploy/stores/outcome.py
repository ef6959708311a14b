"""How the removal of a store ended."""

from __future__ import annotations

from typing import NamedTuple

DELETED = "deleted"
SCHEDULED = "scheduled"
LEFT = "left"
ABSENT = "absent"


class Outcome(NamedTuple):
    """``status`` is deleted, scheduled, left or absent; ``why`` one sentence; ``until`` an ISO 8601 time, if AWS tells.

    ``until`` is when a scheduled deletion happens, or until when what is left cannot be deleted.
    """

    status: str
    why: str = ""
    until: str | None = None
