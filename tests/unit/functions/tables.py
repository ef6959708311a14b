"""Tables of DynamoDB, as the template makes them, in the simulation."""

from typing import Any

import boto3

TRADES = (("TradeId", "HASH", "S"), ("Timestamp", "RANGE", "N"))
STEPS = (("MigrationId", "HASH", "S"), ("Step", "RANGE", "S"))
Keys = tuple[tuple[str, str, str], ...]


def make_table(region: str, name: str, keys: Keys = TRADES, **options: Any) -> None:
    """An empty table on demand; of each attribute in its key the name, the role and the type."""
    boto3.client("dynamodb", region_name=region).create_table(
        TableName=name,
        KeySchema=[{"AttributeName": key, "KeyType": role} for key, role, _ in keys],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": kind} for key, _, kind in keys],
        BillingMode="PAY_PER_REQUEST",
        **options,
    )
