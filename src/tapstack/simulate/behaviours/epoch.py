"""Times as callers give them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any


def epoch(when: Any) -> float:
    """Seconds since 1970; a time without a zone is UTC, as botocore takes it."""
    if isinstance(when, datetime):
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    if isinstance(when, str):
        return epoch(datetime.fromisoformat(when))
    return float(when)
