"""A table's items as a whole, as DynamoDB itself has them: read at a point in time, and loaded; no call is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table

from tapstack.simulate.cloud.hooks.earlier_items import attributes, changes

Item = dict[str, Any]
"""In DynamoDB's JSON; binary is base64."""


def items_now(account: str, region: str, name: str) -> list[Item]:
    """What a table holds. Raises moto's ResourceNotFoundException where there is none of that name."""
    return [attributes(item) for item in _table(account, region, name).all_items()]


def items_at(account: str, region: str, name: str, moment: float) -> list[Item]:
    """What a table held at a moment (epoch seconds) since which it has recovered to points in time."""
    table = _table(account, region, name)
    held = {(item.hash_key, item.range_key): attributes(item) for item in table.all_items()}
    for change in reversed(changes(table)):
        if change.when <= moment:
            break
        key = (change.hash_key, change.range_key)
        if change.before is None:
            held.pop(key, None)
        else:
            held[key] = change.before
    return list(held.values())


def load(account: str, region: str, name: str, items: Iterable[Item]) -> None:
    """Put items into a table that nobody uses yet."""
    table = _table(account, region, name)
    for item in items:
        table.put_item(item, overwrite=True)


def _table(account: str, region: str, name: str) -> Table:
    return dynamodb_backends[account][region].get_table(name)
