"""Conservation: every trade that was taken is in both tables, a dead letter with its reason, or lost with a cause."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tapstack.simulate.cloud.held_items import items_now

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.drills.platform import Platform
    from tapstack.simulate.drills.producers import Trade

STREAM = "taken by the stream of {region}, and not processed before the region was lost"
REPLICA = "written in {region}, and not replicated before the region was lost"


@dataclass(frozen=True)
class Account:
    """What became of the trades: of each that is not in every table that is in reach, why.

    ``twice`` are keys that a table holds though no trade has them; ``unexplained`` ones speak against the platform.
    """

    produced: int
    taken: int
    stored: Mapping[str, int]
    everywhere: int
    dead: Mapping[str, str]
    lost: Mapping[str, str]
    unexplained: tuple[str, ...]
    unknown: tuple[str, ...]
    unsent: int
    ages: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_balanced(self) -> bool:
        """Whether every trade is accounted for, and nothing is there that nobody made."""
        return (
            not self.unexplained
            and not self.unknown
            and self.taken == self.everywhere + len(self.dead) + len(self.lost)
        )


def account(
    life: Life, platform: Platform, trades: Mapping[str, Trade], *, unsent: int = 0, lost_at: float = -1.0
) -> Account:
    """Where every trade is now. ``lost_at`` is when a region was lost, to tell how old what it took away was."""
    reach = [region for region in platform.regions if not life.outages.is_out(region)]
    tables = {region: stored(life, region, platform.table) for region in reach}
    dead = dead_letters(life, platform, reach)
    taken = [trade for trade in trades.values() if trade.regions]
    everywhere, lost, missing = 0, dict[str, str](), list[str]()
    causes = _causes(life, platform)
    for trade in taken:
        if all(trade.id in found for found in tables.values()):
            everywhere += 1
        elif trade.id not in dead:
            cause = causes.get(trade.id, "")
            if cause:
                lost[trade.id] = cause
            else:
                missing.append(trade.id)
    unknown = sorted({name for found in tables.values() for name in found if name.startswith("T")} - trades.keys())
    only_dead = {name: why for name, why in dead.items() if not all(name in found for found in tables.values())}
    return Account(
        produced=len(trades),
        taken=len(taken),
        stored={region: len(found.keys() & trades.keys()) for region, found in tables.items()},
        everywhere=everywhere,
        dead={name: why for name, why in only_dead.items() if name in trades},
        lost=lost,
        unexplained=tuple(missing),
        unknown=tuple(unknown),
        unsent=unsent,
        ages={name: lost_at - trades[name].taken for name in lost} if lost_at >= 0 else {},
    )


def stored(life: Life, region: str, table: str) -> dict[str, dict[str, Any]]:
    """The trades of a table, by id."""
    items = items_now(life.cloud.account_id, region, table)
    return {item["TradeId"]["S"]: item for item in items if not item["TradeId"]["S"].startswith("HEALTH#")}


def dead_letters(life: Life, platform: Platform, regions: list[str]) -> dict[str, str]:
    """The trades that the dead-letter queues hold, and the reason that stands with each."""
    found: dict[str, str] = {}
    for region in regions:
        for body in messages(life, region, platform.queues[region]):
            letter = json.loads(body)
            if "data" in letter:
                found[_trade_of(letter["data"])] = str(letter["reason"])
            for name in _of_batch(life, letter):
                found[name] = str(letter["requestContext"]["condition"])
    return found


def messages(life: Life, region: str, queue: str) -> list[str]:
    """The bodies of all messages of a queue; they stay."""
    client = life.client("sqs", region)
    url, bodies = client.get_queue_url(QueueName=queue)["QueueUrl"], list[str]()
    while got := client.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=1).get("Messages"):
        bodies += [message["Body"] for message in got]
    return bodies


def _of_batch(life: Life, letter: Mapping[str, Any]) -> list[str]:
    """The trades of a batch that Lambda gave up, of which it tells the place only."""
    about = letter.get("KinesisBatchInfo")
    if about is None:
        return []
    first, last = int(about["startSequenceNumber"]), int(about["endSequenceNumber"])
    return [
        _trade_of(record.event["kinesis"]["data"])
        for record in life.sources.records[about["streamArn"]]
        if record.shard == about["shardId"] and first <= record.sequence <= last
    ]


def _causes(life: Life, platform: Platform) -> dict[str, str]:
    """Why a trade is not there: it is in a region that is out."""
    found: dict[str, str] = {}
    for region in platform.regions:
        if not life.outages.is_out(region):
            continue
        for mapping in life.mappings.mappings.values():
            if mapping.region == region and ":kinesis:" in mapping.source:
                names = (_trade_of(record.event["kinesis"]["data"]) for record in life.mappings.waiting(mapping))
                found.update(dict.fromkeys(names, STREAM.format(region=region)))
        for other in platform.regions:
            for change in life.tables.pending(region, other):
                found[change.key.get("TradeId", {}).get("S", "")] = REPLICA.format(region=region)
    return found


def _trade_of(data: str) -> str:
    """The id of a trade in a record; the record itself where it is none."""
    text = base64.b64decode(data).decode(errors="replace")
    try:
        return str(json.loads(text)["tradeId"])
    except (ValueError, TypeError, KeyError):
        return text


def reasons(dead: Mapping[str, str]) -> dict[str, int]:
    """How many dead letters have which reason."""
    return dict(sorted(Counter(dead.values()).items()))
