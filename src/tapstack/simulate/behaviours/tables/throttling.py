"""Tables that take no writes for a while: a fault.

Source: DynamoDB Developer Guide, error handling, ProvisionedThroughputExceededException; a batch of which nothing is
taken is refused as a whole (API reference, BatchWriteItem).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call

_WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"})


class Throttling:
    """``tables`` are those that take nothing, as region and name; ``refused`` counts the calls."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.tables: set[tuple[str, str]] = set()
        self.refused = 0
        life.cloud.calls.guards.append(self._guard)

    def _guard(self, call: Call) -> None:
        if not self.tables or call.service != "dynamodb" or call.operation not in _WRITES:
            return
        named = call.params.get("RequestItems") or {call.params.get("TableName"): None}
        for table in named:
            if (call.region, table) in self.tables:
                self.refused += 1
                self._life.measure(call.region, "AWS/DynamoDB", "WriteThrottleEvents", {"TableName": str(table)}, 1)
                message = "The level of configured provisioned throughput for the table was exceeded."
                raise CallRefusedError("ProvisionedThroughputExceededException", message)
