"""A live platform that was there before: a bucket with objects, and a table with items and a stream."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

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
