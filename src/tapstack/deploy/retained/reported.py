"""Which keys a deletion left, as ``tapstack destroy`` wrote it down: keys have no names to be found by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tapstack.deploy.stores import KINDS
from tapstack.findings import InputError

REPORT = "reports/destroy.json"


def reported(file: str, account_id: str) -> dict[str, tuple[str, ...]]:
    """The ids of keys by logical id; none where there is no such file, or it is of another account.

    Raises InputError for a file that is no report of a deletion.
    """
    try:
        told = json.loads(Path(file).read_text(encoding="utf-8"))
        rows = told["retained"] if told["account"] == account_id else []
        return _keys(rows)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"It is no report of tapstack destroy ({type(error).__name__})."
        raise InputError(message, remedy="Name another with --from FILE, or delete it.", file=file) from error


def _keys(rows: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        kind = KINDS.get(row["type"])
        if kind is not None and kind.is_key and row["physical_id"]:
            found[row["logical_id"]] = (*found.get(row["logical_id"], ()), str(row["physical_id"]))
    return found
