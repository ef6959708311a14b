"""What DynamoDB's UpdateTable does and moto's does not: other encryption, and streams that go and come again.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html (SSESpecification) and
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html (a stream that is enabled again is new).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.dynamodb.exceptions import StreamAlreadyEnabledException
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import StreamShard, Table
from moto.dynamodb.responses import DynamoHandler

_update = DynamoHandler.update_table
_add = StreamShard.add
_KEY = "KMSMasterKeyId"


def _encrypted(handler: Any) -> Any:
    """The table, encrypted as the call asks."""
    wanted = handler.body.get("SSESpecification")
    if wanted is not None:
        backend = handler.dynamodb_backend
        table: Table = backend.get_table(handler.body["TableName"])
        own = {} if _KEY in wanted else {_KEY: table._get_default_encryption_key(backend.account_id, table.region_name)}  # noqa: SLF001 - moto's
        table.sse_specification = {**wanted, **own}
    return _update(handler)


def _streaming(_: Any, table: Table, specification: dict[str, Any]) -> None:
    """The table, with a new stream where it has none now."""
    enabled = (table.stream_specification or {}).get("StreamEnabled")
    if enabled and specification.get("StreamEnabled"):
        raise StreamAlreadyEnabledException
    table.set_stream_specification(specification)


def _added(shard: StreamShard, *images: Any) -> None:
    """A record of a change, unless the stream is switched off."""
    if (shard.table.stream_specification or {}).get("StreamEnabled"):
        _add(shard, *images)


@contextmanager
def changed_tables() -> Iterator[None]:
    """While tables change as they do in AWS."""
    with (
        patch.object(DynamoHandler, "update_table", _encrypted),
        patch.object(DynamoDBBackend, "update_table_streams", _streaming),
        patch.object(StreamShard, "add", _added),
    ):
        yield
