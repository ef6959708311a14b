"""A live platform that was there before: a bucket with objects, and a table with items and a stream."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.simulate.drills.ledger import stored

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.drills.platform import Platform

BUCKET, TABLE = "live-platform-history", "live-platform-trades"
GIVEN: Mapping[str, str] = {"HistoricalBucketName": BUCKET, "HistoricalTableName": TABLE}
"""The parameters that name them."""
OBJECTS, ITEMS = 40, 60
_KEY = (("TradeId", "HASH", "S"), ("Timestamp", "RANGE", "N"))


def make_history(life: Life) -> None:
    """Make both in the source region, as a platform that has run for long has them."""
    region = life.world.regions[-1]
    _bucket(life.client("s3", region), region)
    _table(life.client("dynamodb", region))


def _bucket(s3: Any, region: str) -> None:
    place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    s3.create_bucket(Bucket=BUCKET, **place)
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    for number in range(OBJECTS):
        body = f"history {number}\n".encode() * (number + 1)
        s3.put_object(Bucket=BUCKET, Key=f"2025/{number:04}.csv", Body=body, Metadata={"origin": "live"})


def _table(dynamodb: Any) -> None:
    dynamodb.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": kind} for name, _, kind in _KEY],
        KeySchema=[{"AttributeName": name, "KeyType": role} for name, role, _ in _KEY],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )
    dynamodb.update_continuous_backups(
        TableName=TABLE, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )
    for number in range(ITEMS):
        dynamodb.put_item(TableName=TABLE, Item=item(number))


def pass_a_night(life: Life) -> None:
    """Until half past ten of the next day: by then a backup was made, copied, and restored as a test."""
    life.quiet = True
    morning = (life.clock.moment + timedelta(days=1)).replace(hour=10, minute=30, second=0)
    life.clock.run((morning - life.clock.moment).total_seconds())
    life.quiet = False


def item(number: int, price: int = 10) -> dict[str, Any]:
    """A trade of the live platform."""
    return {
        "TradeId": {"S": f"H{number:05}"},
        "Timestamp": {"N": str(1_700_000_000_000 + number)},
        "Symbol": {"S": f"SYM{number % 3}"},
        "Price": {"N": str(price)},
        "Quantity": {"N": "1"},
        "Sequence": {"N": "0"},
    }


class History(NamedTuple):
    """What of the live platform's data has arrived in the target region; ``missing`` counts what is not as it was."""

    missing: int
    counts: dict[str, int]
    faults: list[str]


def compared(life: Life, platform: Platform) -> History:
    """Every object by its content and metadata, every item by its newest price; what was removed must not be there."""
    objects, faults = _objects(life, platform)
    items = stored(life, platform.target, platform.table)
    there = {
        one["TradeId"]["S"]: one for one in life.client("dynamodb", platform.source).scan(TableName=TABLE)["Items"]
    }
    wrong = [name for name, one in there.items() if items.get(name, {}).get("Price") != one["Price"]]
    back = [name for name, one in items.items() if name.startswith("H") and "Deleted" not in one and name not in there]
    faults += [f"item {name} has not arrived" for name in wrong]
    faults += [f"item {name} was removed, and is there" for name in sorted(back)]
    counts = {"objects moved": OBJECTS - len(objects), "items moved": len(there) - len(wrong)}
    return History(len(objects) + len(wrong) + len(back), counts, faults)


def _objects(life: Life, platform: Platform) -> tuple[list[str], list[str]]:
    """The keys that have not arrived as they were, and why."""
    source, target = life.client("s3", platform.source), life.client("s3", platform.target)
    missing, faults = list[str](), list[str]()
    arrived = {
        one["Key"]
        for page in target.get_paginator("list_objects_v2").paginate(Bucket=platform.buckets[platform.target])
        for one in page.get("Contents", ())
    }
    for one in source.list_objects_v2(Bucket=BUCKET)["Contents"]:
        key = one["Key"]
        if key not in arrived:
            missing.append(key)
            faults.append(f"object {key} has not arrived")
            continue
        ours = source.get_object(Bucket=BUCKET, Key=key)
        theirs = target.get_object(Bucket=platform.buckets[platform.target], Key=key)
        if (ours["Metadata"], ours["Body"].read()) != (theirs["Metadata"], theirs["Body"].read()):
            missing.append(key)
            faults.append(f"object {key} has arrived otherwise than it was")
    return missing, faults
