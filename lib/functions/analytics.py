"""Writes the trades of the market-data stream to the analytics table, each once.

A record that is no trade goes to the dead-letter queue, with the reason and itself. What could be neither written nor
kept in time is reported to Lambda, which sends the batch again from there. Nothing is decided by the time of
processing, so that a batch sent again is judged as before: what is in the table already is a duplicate then.

Records of one trade are expected under one partition key: the table is read before it is written, and two workers
may not do that for one key at once. A correction is written on a condition, and is safe from that, too.
"""

import os
import time
from typing import Any

from parts.stream_records import Json, arrival, log, sequence_number
from parts.trade_batch import Batch
from parts.trade_dead_letters import dead_letters
from parts.trade_documents import Reason, RefusedError
from parts.trade_table import write
from parts.trades import trade_of


def handler(event: Json, context: Any) -> Json:
    """Lambda's entry: the sequence number from which the batch must come again, if any."""
    batch = Batch(os.environ["TABLE_NAME"], os.environ["DEAD_LETTER_QUEUE_URL"], os.environ["REJECTED_BUCKET"], context)
    for record in event["Records"]:
        take(batch, record)
    write(batch)
    failed = {sequence_number(trade.record) for versions in batch.pending.values() for trade in versions}
    # What lies behind the first failure comes again, and its dead letters are written then.
    first = min(failed, default=None)
    batch.refused.sort(key=lambda refusal: sequence_number(refusal[0]))
    failed |= dead_letters(batch, [r for r in batch.refused if first is None or sequence_number(r[0]) < first])
    report(batch, event["Records"], len(failed))
    return {"batchItemFailures": [{"itemIdentifier": str(min(failed))}] if failed else []}


def take(batch: Batch, record: Json) -> None:
    """Puts the trade of a record among its versions, or the record among the refused."""
    try:
        trade = trade_of(record)
    except RefusedError as error:
        batch.refused.append((record, error.reason, str(error)))
    except Exception as error:  # noqa: BLE001 - one record, whatever it holds, must not stop the others
        batch.refused.append((record, Reason.UNPROCESSABLE, f"{type(error).__name__}: {error}"))
    else:
        versions = batch.pending.setdefault(trade.key, [])
        versions.append(trade)
        versions.sort(key=lambda version: (version.sequence, -sequence_number(version.record)))


def report(batch: Batch, records: list[Json], failed: int) -> None:
    """Metrics in CloudWatch's embedded format; Lag is the time since the batch's first record arrived."""
    lag = int(time.time() * 1000) - min(map(arrival, records))
    names = ["Accepted", "Duplicates", "Rejected", "Late"]
    values = {**{name: batch.counts[name] for name in names}, "Failed": failed}
    metrics = [{"Name": name, "Unit": "Count"} for name in values] + [{"Name": "Lag", "Unit": "Milliseconds"}]
    where = {"Namespace": "Trading/Analytics", "Dimensions": [["Environment"]], "Metrics": metrics}
    metadata = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [where]}
    log("batch", _aws=metadata, Environment=os.environ["ENVIRONMENT"], **values, Lag=lag)
