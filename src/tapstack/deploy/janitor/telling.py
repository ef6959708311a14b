"""What a round says: a line each for people, a document for whoever comes later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from tapstack.deploy.janitor.remain import FOUND, REFUSED, UNCLAIMED, YOUNG, Told
from tapstack.deploy.janitor.scope import Scope
from tapstack.deploy.stores import ABSENT, DELETED, LEFT, SCHEDULED, UNDER_WAY
from tapstack.findings import plain

_GONE = (ABSENT, DELETED)
_ORDER = (DELETED, ABSENT, SCHEDULED, UNDER_WAY, LEFT, REFUSED, FOUND, UNCLAIMED, YOUNG)


def line(one: Told) -> str:
    """``deleted   48 h  AWS::S3::Bucket  eu-central-1  trading-data-nightly-...  why``."""
    remain, overdue = one.remain, "OVERDUE " if one.overdue else ""
    text = f"{one.status:9} {one.hours:4.0f} h  {remain.type:28} {remain.region:14} {remain.name}  {overdue}{one.why}"
    return plain(text).rstrip()


def summary(rows: Sequence[Told], *, delete: bool) -> str:
    """How many of each, in one line."""
    counts = Counter(row.status for row in rows)
    said = ", ".join(f"{counts[name]} {name}" for name in _ORDER if counts[name]) or "nothing of a nightly run is here"
    overdue = sum(row.overdue for row in rows)
    end = f"; {overdue} overdue" if overdue else ""
    return f"{said}{end}." + ("" if delete or not counts[FOUND] else " Nothing was removed: --delete does it.")


def document(scope: Scope, rows: Sequence[Told], *, delete: bool) -> dict[str, Any]:
    """What was removed and what is left, as plain values."""
    return {
        "version": 1,
        "at": scope.now.isoformat(),
        "account": scope.account_id,
        "regions": list(scope.regions),
        "delete": delete,
        "runs": {run.suffix: run.started.isoformat() for run in sorted(scope.runs.values())},
        "removed": [row.to_json() for row in rows if row.status in _GONE],
        "left": [row.to_json() for row in rows if row.status not in _GONE],
    }


def failed(rows: Sequence[Told]) -> bool:
    """Whether a person must look: something is overdue, or AWS refused to remove it."""
    return any(row.overdue or row.status == REFUSED for row in rows)
