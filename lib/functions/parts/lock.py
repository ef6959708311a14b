"""Whose migration it is: one execution holds the lock."""

import time

from parts.quick_clients import env, state_table
from parts.recalling import recalled
from parts.state_writes import change
from parts.workflow import Json


class LockedError(Exception):
    """Another execution of this migration holds the lock."""


def lock(execution: str, take_over: str) -> int:
    """The fence under which this execution holds the lock: a greater one each time that it is taken."""
    change(
        "update_item",
        "LOCK",
        "attribute_not_exists(Holder) OR Holder = :dead",
        {":me": execution, ":dead": take_over or execution, ":now": int(time.time()), ":one": 1},
        UpdateExpression="SET Holder = :me, AcquiredAt = :now ADD Fence :one",
    )
    held = recalled(state_table(), "LOCK")
    if held["Holder"] != execution:
        raise LockedError(
            f"{held['Holder']} works on {env('MIGRATION_ID')}. If it has ended without releasing the lock, "
            f'start again with {{"takeOver": "{held["Holder"]}"}} in the input.'
        )
    return int(held["Fence"])


def release(event: Json) -> Json:
    """Give the lock back, and forget the tokens of this execution. Twice is fine; another's are left alone."""
    mine = {":me": event["execution"]}
    for step in ("TOKEN#APPROVAL", "TOKEN#CUTOVER"):
        change("delete_item", step, "Execution = :me", mine)
    return {"released": change("update_item", "LOCK", "Holder = :me", mine, UpdateExpression="REMOVE Holder")}
