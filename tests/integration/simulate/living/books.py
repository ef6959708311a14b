"""What was given to the platform, and what it told: the books by which it is judged."""

import base64
import json
from collections import defaultdict
from typing import Any

from tapstack.simulate.cloud.role import looking

GLOBAL = frozenset({"iam", "route53", "sts"})
CHECK = "AWS::Route53::HealthCheck"


class Books:
    """``versions`` of trades by sequence, ``letters`` that queues were sent, ``objects`` and where they must be.

    ``beside`` are the regions that were sent another version of a trade, or the same again. ``abroad`` are calls to regions other than the two.
    """

    def __init__(self, life, platform):
        self.life, self.platform = life, platform
        self.versions: defaultdict[str, set[int]] = defaultdict(lambda: {0})
        self.beside: defaultdict[str, set[str]] = defaultdict(set)
        self.poison, self.objects = {}, {}
        self.letters, self.abroad = [], []
        self._items: dict[str, list[dict[str, Any]]] = {}
        life.sources.listeners.append(self._changed)
        calls = life.cloud.calls
        calls.guards.insert(0, self._look)
        calls.watch("sqs:SendMessage", self._sent)
        calls.watch("sqs:SendMessageBatch", self._many_sent)

    def _look(self, call):
        if call.region not in self.life.world.regions and call.service not in GLOBAL:
            self.abroad.append(f"{call.service}:{call.operation} in {call.region}")

    def _sent(self, call, answer):
        self.letters.append((call.params["QueueUrl"].rpartition("/")[2], call.params["MessageBody"]))

    def _many_sent(self, call, answer):
        taken = {one["Id"] for one in answer.get("Successful", ())}
        for one in call.params["Entries"]:
            if one["Id"] in taken:
                self.letters.append((call.params["QueueUrl"].rpartition("/")[2], one["MessageBody"]))

    def taken(self, producers, number):
        """A good trade that a stream has taken, the newest first; None where there is none."""
        good = [one for one in producers.trades.values() if one.regions and one.id not in self.poison]
        return good[-1 - number % len(good)] if good else None

    def written(self, bucket, key, text):
        """An object is there, or is not any more; and in the buckets to which rules replicate it."""
        rules = [rule for rule in self.life.objects.rules(bucket) if rule.fits(key, {})]
        self.objects[bucket, key] = (text, [rule.destination for rule in rules])

    def dead(self):
        """The reasons of dead letters, by the trade; those of whole batches are of every trade in them."""
        found: dict[str, list[str]] = {}
        for queue, body in self.letters:
            if queue not in self.platform.queues.values():
                continue
            letter = json.loads(body)
            if "data" in letter:
                found.setdefault(trade_of(letter["data"]), []).append(letter["reason"])
            about = letter.get("KinesisBatchInfo")
            if about:
                first, last = int(about["startSequenceNumber"]), int(about["endSequenceNumber"])
                for record in self.life.sources.records[about["streamArn"]]:
                    if record.shard == about["shardId"] and first <= record.sequence <= last:
                        found.setdefault(trade_of(data_of(record)), []).append(letter["requestContext"]["condition"])
        return found

    def waiting(self):
        """The trades that wait in a stream to be processed."""
        names = set(self.platform.functions.values())
        return {
            trade_of(data_of(record))
            for mapping in self.life.mappings.mappings.values()
            if mapping.function.rpartition(":")[2] in names
            for record in self.life.mappings.waiting(mapping)
        }

    def tables(self):
        """Every item of the table in each region, but probes and the live platform's: in reach or not."""
        for region in self.platform.regions:
            if region not in self._items:
                self._items[region] = list(self._scanned(region))
        return dict(self._items)

    def _scanned(self, region):
        with looking():
            pages = self.life.client("dynamodb", region).get_paginator("scan").paginate(TableName=self.platform.table)
            for page in pages:
                yield from (item for item in page["Items"] if item["TradeId"]["S"].startswith("T"))

    def _changed(self, record):
        """A table has changed: it is read again when it is looked at."""
        if record.event.get("dynamodb", {}).get("Keys", {}).get("TradeId", {}).get("S", "").startswith("T"):
            self._items.pop(record.event["awsRegion"], None)

    def checks(self):
        """The health checks, by the region that they judge."""
        kept = self.life.cloud.records.of(CHECK).items()
        return {one["HealthCheckConfig"]["AlarmIdentifier"]["Region"]: check for (_, _, check), one in kept}

    def health_alarm(self, region):
        """The name of the alarm that the region's health check follows."""
        kept = self.life.cloud.records.of(CHECK).values()
        alarms = (one["HealthCheckConfig"]["AlarmIdentifier"] for one in kept)
        return next(alarm["Name"] for alarm in alarms if alarm["Region"] == region)


def data_of(record):
    return record.event["kinesis"]["data"]


def trade_of(data):
    return str(json.loads(base64.b64decode(data)).get("tradeId"))
