"""moto tells nobody of a change in a table: here whoever wants is told every record of a table's stream.

A write that leaves an item as it was makes no record, which moto does not know. Source: DynamoDB Developer Guide,
"Change data capture for DynamoDB Streams".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.dynamodb.models.table import StreamShard

Listener = Callable[[str, str, str, dict[str, Any]], None]
"""Is told region, table, the stream's label, and the record as DynamoDB's streams have it. It makes no calls."""

listeners: list[Listener] = []


@contextmanager
def watched_tables() -> Iterator[None]:
    """While listeners are told; they are forgotten afterwards."""
    add = StreamShard.add

    def told(shard: StreamShard, old: Any, new: Any) -> None:
        if old is not None and new is not None and old.attrs == new.attrs:
            return
        before = len(shard.items)
        add(shard, old, new)
        table = shard.table
        for item in shard.items[before:]:
            for listener in listeners:
                listener(table.region_name, table.name, str(table.latest_stream_label), item.record)

    try:
        with patch.object(StreamShard, "add", told):
            yield
    finally:
        listeners.clear()
