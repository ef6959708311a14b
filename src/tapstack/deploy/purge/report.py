"""The rows of a purge as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tapstack.deploy.connection import Connection
from tapstack.deploy.purge.choice import kept
from tapstack.deploy.purge.row import Row, told
from tapstack.deploy.retained import Found


def listing(found: Sequence[Found]) -> list[str]:
    """What would go, and what would not and why, one line each."""
    return [_line(one) for one in found]


def document(connection: Connection, rows: Sequence[Row]) -> dict[str, Any]:
    """``{"version": 1, "account", "stores": [...], "counts": {status: n}}``."""
    counts = Counter(row.outcome.status for row in rows)
    stores = [row.to_json() for row in rows]
    return {"version": 1, "account": connection.account_id, "stores": stores, "counts": dict(sorted(counts.items()))}


def summary(rows: Sequence[Row]) -> str:
    """How many rows have which status: ``5 deleted, 1 scheduled``."""
    counts = Counter(row.outcome.status for row in rows)
    return ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) + "."


def _line(found: Found) -> str:
    why = kept(found)
    if why is not None:
        return f"  {told(found)}: {why.status}. {why.why}"
    assert found.seen is not None  # noqa: S101  for the type checker: what is kept has returned
    notes = "".join(f" {note}" for note in found.seen.notes)
    contents = f": {found.seen.contents}" if found.seen.contents else ""
    return f"  {told(found)}{contents}. {found.seen.arn}{notes}"
