"""What the tests of the analytics function's writing share: what the table has, and what became of a batch."""

import json

import boto3

from tests.unit.functions.streams import (
    NOW,
    TABLE,
    Between,
    items,
)

KEY = ("T1", NOW - 1000)
DONE: dict[str, list[dict[str, str]]] = {"batchItemFailures": []}


def failed(number):
    return {"batchItemFailures": [{"itemIdentifier": str(number)}]}


def between(analytics):
    return Between(analytics.here("dynamodb"))


def put(**fields):
    """An item that is in the table before."""
    item = {"TradeId": "T1", "Timestamp": NOW - 1000, "Symbol": "OLD", **fields}
    boto3.resource("dynamodb", "us-east-1").Table(TABLE).put_item(Item=item)


def stored():
    return items()[KEY]["Symbol"]


def counts(capsys):
    line = json.loads(capsys.readouterr().out.splitlines()[-1])
    return {name: line[name] for name in ("Accepted", "Duplicates", "Rejected", "Failed")}


LARGE = {"note": "x" * 420_000}
