"""``reports/destroy.json``: what was deleted, what was retained and how to remove it, what is left.

A later run adds to it: what an earlier one retained is still there when the stacks are not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack import __version__
from tapstack.deploy.destroy.commands import commands
from tapstack.deploy.destroy.fate import DELETED

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.destroy.fate import Fate
    from tapstack.deploy.destroy.plan import Plan
    from tapstack.deploy.destroy.stuck import Stuck
    from tapstack.deploy.following import Operation

_LISTS = ("deleted", "retained", "removed")
_KEY = ("region", "logical_id", "physical_id")


class Ending(NamedTuple):
    """How a run ended: ``status`` is SUCCEEDED, FAILED or INTERRUPTED; ``removed`` are the stores that were named."""

    status: str
    error: str | None = None
    operations: Sequence[Operation] = ()
    left: Sequence[Stuck] = ()
    removed: Sequence[Mapping[str, Any]] = ()


def document(connection: Connection, plan: Plan, ending: Ending) -> dict[str, Any]:
    """Plain values."""
    fates = plan.fates
    return {
        "version": 1,
        "tapstack": __version__,
        "status": ending.status,
        "error": ending.error,
        "account": connection.account_id,
        "stack_set": plan.stack_set,
        "management_region": connection.management_region,
        "regions": [region.region for region in plan.regions],
        "deleted": [_fate(one) for one in fates if one.fate == DELETED],
        "retained": [{**_fate(one), "commands": commands(one)} for one in fates if one.fate != DELETED],
        "removed": list(ending.removed),
        "operations": [{"id": one.id, "status": one.status, "reason": one.reason} for one in ending.operations],
        "left": [one._asdict() for one in ending.left],
    }


def _fate(one: Fate) -> dict[str, Any]:
    return {
        "region": one.region,
        "logical_id": one.logical_id,
        "type": one.type,
        "physical_id": one.physical_id,
        "policy": one.policy,
        "notes": list(one.notes),
    }


def earlier(file: Path, account: str, stack_set: str) -> dict[str, Any]:
    """What an earlier run of the same StackSet in the same account wrote; nothing where there is none to be read."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        ours = (told["version"], told["account"], told["stack_set"]) == (1, account, stack_set)
        return {name: list(told[name]) for name in _LISTS} if ours else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def joined(made: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """With the rows that an earlier run listed; a row that both have is the new one."""
    return {**made, **{name: _joined(before.get(name, ()), made[name]) for name in _LISTS}}


def _joined(earlier: Sequence[dict[str, Any]], now: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = {tuple(row[name] for name in _KEY): row for row in (*earlier, *now)}
    return list(rows.values())
