"""Tables that recover to a point in time know what they held before: moto keeps the present only.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
"""

from __future__ import annotations

import copy
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from unittest.mock import patch

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

_put, _delete, _update = Table.put_item, Table.delete_item, DynamoDBBackend.update_item
_STATUS = ("PointInTimeRecoveryDescription", "PointInTimeRecoveryStatus")


class Change(NamedTuple):
    """An item was written at ``when`` (epoch seconds); ``before`` is what was there, or None."""

    when: float
    hash_key: Any
    range_key: Any
    before: dict[str, Any] | None


_changes: defaultdict[str, list[Change]] = defaultdict(list)
"""By the table's identity: a transaction that is refused puts a copy in the table's place."""


def changes(table: Table) -> list[Change]:
    """What was written into a table while it recovered to points in time, in order."""
    return _changes[_identity(table)]


def _identity(table: Table) -> str:
    """Another one for a table that is made anew under its name."""
    return f"{table.table_arn} {table.created_at.timestamp()}"


def recovers(table: Table) -> bool:
    """Whether a table recovers to points in time."""
    description, status = _STATUS
    return bool(table.continuous_backups[description][status] == "ENABLED")


def attributes(item: Item) -> dict[str, Any]:
    """An item's own attributes, as DynamoDB's JSON has them."""
    held: dict[str, Any] = copy.deepcopy(item.to_json()["Attributes"])
    return held


def _keep(table: Table, keys: dict[str, Any]) -> None:
    if not recovers(table) or table.hash_key_attr not in keys:
        return
    hash_key = DynamoType(keys[table.hash_key_attr])
    range_key = DynamoType(keys[table.range_key_attr]) if table.range_key_attr in keys else None
    _kept(table, hash_key, range_key)


def _kept(table: Table, hash_key: DynamoType, range_key: DynamoType | None) -> None:
    found = table.get_item(hash_key, range_key)
    _changes[_identity(table)].append(
        Change(time.time(), hash_key, range_key, None if found is None else attributes(found))
    )


def _putting(table: Table, item_attrs: dict[str, Any], *rest: Any, **named: Any) -> Any:
    _keep(table, item_attrs)
    return _put(table, item_attrs, *rest, **named)


def _deleting(table: Table, hash_key: DynamoType, range_key: DynamoType | None) -> Any:
    if recovers(table):
        _kept(table, hash_key, range_key)
    return _delete(table, hash_key, range_key)


def _updating(backend: DynamoDBBackend, table_name: str, key: dict[str, Any], *rest: Any, **named: Any) -> Any:
    _keep(backend.get_table(table_name), key)
    return _update(backend, table_name, key, *rest, **named)


@contextmanager
def earlier_items() -> Iterator[None]:
    """While what tables held before is kept."""
    _changes.clear()
    with (
        patch.object(Table, "put_item", _putting),
        patch.object(Table, "delete_item", _deleting),
        patch.object(DynamoDBBackend, "update_item", _updating),
    ):
        yield
