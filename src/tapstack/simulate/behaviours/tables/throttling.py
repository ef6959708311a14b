"""Tables that take no writes for a while: a fault.

Source: DynamoDB Developer Guide, error handling, ProvisionedThroughputExceededException; a batch of which nothing is
taken is refused as a whole (API reference, BatchWriteItem); a transaction is cancelled, with the reason beside the
item's place (API reference, TransactionCanceledException).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.cloud.calls import CallRefusedError
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call

_WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"})
_STATEMENTS = frozenset({"ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction"})
_CODE = "ProvisionedThroughputExceeded"
_MESSAGE = "The level of configured provisioned throughput for the table was exceeded."


class Throttling:
    """``tables`` are those that take nothing, as region and name; ``refused`` counts the calls."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.tables: set[tuple[str, str]] = set()
        self.refused = 0
        life.cloud.calls.guards.append(self._guard)

    def _guard(self, call: Call) -> None:
        if not self.tables or call.service != "dynamodb":
            return
        if call.operation in _STATEMENTS:
            raise UnsupportedError(f"dynamodb:{call.operation} while a table takes no writes is not simulated.")
        if call.operation not in _WRITES:
            return
        places = _tables(call)
        full = [(call.region, table) in self.tables for table in places]
        if not any(full):
            return
        self.refused += 1
        for table in sorted({table for table, is_full in zip(places, full, strict=True) if is_full}):
            self._life.measure(call.region, "AWS/DynamoDB", "WriteThrottleEvents", {"TableName": table}, 1)
        raise _refusal(call, full)


def _tables(call: Call) -> list[str]:
    """The names of the tables that a call writes to, by name or ARN; of a transaction one for each item."""
    params = call.params
    if call.operation == "BatchWriteItem":
        found = list(params["RequestItems"])
    elif call.operation == "TransactWriteItems":
        found = [next(iter(item.values()))["TableName"] for item in params["TransactItems"]]
    else:
        found = [params["TableName"]]
    return [name.rpartition("/")[2] for name in found]


def _refusal(call: Call, full: list[bool]) -> CallRefusedError:
    if call.operation == "TransactWriteItems":
        reasons = [{"Code": _CODE, "Message": _MESSAGE} if one else {"Code": "None"} for one in full]
        codes = ", ".join(reason["Code"] for reason in reasons)
        message = f"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]"
        return CallRefusedError("TransactionCanceledException", message, CancellationReasons=reasons)
    if not all(full):
        raise UnsupportedError("A batch of which some tables take writes and others do not is not simulated.")
    return CallRefusedError(f"{_CODE}Exception", _MESSAGE)
