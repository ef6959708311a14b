"""What the tests of table_tasks.py and table_comparison.py share: tables, exports, and calls."""

import base64
import gzip
import hashlib
import json
from typing import Any

import boto3

from tests.unit.functions.stand_in import Clock, Context, Refusal, stand_in
from tests.unit.functions.tables import STEPS, make_table

SRC, TGT = "us-east-1", "eu-central-1"
TABLE, OLD, BUCKET, STATE = (
    "trading-analytics-verify",
    "history-of-trades",
    "trading-batch-verify-123456789012-us-east-1",
    "migration-state-verify",
)
CATCH_UP = "arn:aws:lambda:us-east-1:123456789012:function:trading-verify-catch-up"
STREAM = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
ENVIRONMENT = {
    "STATE_TABLE": STATE,
    "MIGRATION_ID": "migration-1",
    "TABLE_NAME": TABLE,
    "HISTORICAL_TABLE": OLD,
    "EXPORT_BUCKET": BUCKET,
    "ACCOUNT_ID": "123456789012",
    "CATCH_UP_FUNCTION_ARN": CATCH_UP,
}
EXPORT = "AWSDynamoDB/01693685827463-2d8752fd"
ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/history-of-trades/export/01693685827463-2d8752fd"


def make_world():
    """Both replicas of the analytics table, the export bucket and the state table."""
    for region in (SRC, TGT):
        make_table(region, TABLE)
    make_table(TGT, STATE, STEPS)
    boto3.client("s3", region_name=SRC).create_bucket(Bucket=BUCKET)


def table_function(load, name: str, clock: Clock) -> Any:
    """A function that moves or compares items, in its world."""
    module = load(name, TGT, **ENVIRONMENT)
    module.time = clock
    make_world()
    return module


def run(module, task, seconds=900, settings=None, **payload):
    """One call, through JSON as Lambda has it."""
    event = json.loads(json.dumps({"task": task, "settings": {"workers": 4, **(settings or {})}, **payload}))
    return json.loads(json.dumps(module.handler(event, Context(seconds))))


def stored(region=SRC, table=TABLE):
    items = boto3.client("dynamodb", region_name=region).scan(TableName=table)["Items"]
    return {item["TradeId"]["S"]: item for item in items}


def store(item, region=SRC, table=TABLE):
    boto3.client("dynamodb", region_name=region).put_item(TableName=table, Item=item)


def steps():
    """What the state table holds, by step."""
    items = boto3.resource("dynamodb", region_name=TGT).Table(STATE).scan()["Items"]
    return {item["Step"]: item for item in items}


def write_step(step, **values):
    table = boto3.resource("dynamodb", region_name=TGT).Table(STATE)
    table.put_item(Item={"MigrationId": "migration-1", "Step": step, **values})


def trade(name, price="10", **more):
    return {"TradeId": {"S": name}, "Timestamp": {"N": "1700000000000"}, "Price": {"N": price}, **more}


def trades(count, prefix="T"):
    return [trade(f"{prefix}{number:03}") for number in range(count)]


def data_file(items):
    lines = "".join(json.dumps({"Item": item}) + "\n" for item in items)
    return gzip.compress(lines.encode()) if items else b""


def write_export(*files, **wrong):
    """An export that is complete, and written down."""
    write_step("TABLE#EXPORT#00", ExportArn=ARN, Manifest=lay_out(BUCKET, *files, **wrong))


def lay_out(bucket, *files, **wrong):
    """An export as DynamoDB lays it out: manifest-summary.json, manifest-files.json, data/*.json.gz. Gives the first."""
    s3 = boto3.client("s3", region_name=SRC)
    listed: list[dict[str, Any]] = []
    for number, items in enumerate(files):
        body, key = data_file(items), f"{EXPORT}/data/{number:08}.json.gz"
        s3.put_object(Bucket=bucket, Key=key, Body=body)
        md5 = base64.b64encode(hashlib.md5(body).digest()).decode()
        listed.append({"itemCount": len(items), "md5Checksum": md5, "etag": "af83d6f2-1", "dataFileS3Key": key})
        listed[-1].update(wrong.get("file", {}))
    summary = {
        "version": "2020-06-30",
        "exportArn": ARN,
        "s3Bucket": bucket,
        "s3Prefix": None,
        "manifestFilesS3Key": f"{EXPORT}/manifest-files.json",
        "itemCount": sum(found["itemCount"] for found in listed),
        "outputFormat": "DYNAMODB_JSON",
    }
    lines = "".join(json.dumps(found) + "\n" for found in listed)
    s3.put_object(Bucket=bucket, Key=f"{EXPORT}/manifest-files.json", Body=lines.encode())
    s3.put_object(Bucket=bucket, Key=f"{EXPORT}/manifest-summary.json", Body=json.dumps(summary).encode())
    return f"{EXPORT}/manifest-summary.json"


def ticking(module):
    """Each batch takes half a second."""
    whole, clock = module.itertools, module.time

    class Itertools:
        count, chain = whole.count, whole.chain

        @staticmethod
        def islice(items, *numbers):
            clock.now += 0.5 if len(numbers) == 1 else 0
            return whole.islice(items, *numbers)

    module.itertools = Itertools


class Mappings:
    """Event source mappings: created, they are enabled at the second look (State of the Lambda API)."""

    def __init__(self, client) -> None:
        self.made: dict[str, dict[str, Any]] = {}
        self.asked: list[dict[str, Any]] = []
        self.slow = False
        stand_in(client, "CreateEventSourceMapping", self.create)
        stand_in(client, "ListEventSourceMappings", self.list)
        stand_in(client, "DeleteEventSourceMapping", self.delete)

    def create(self, asked):
        if any(found["EventSourceArn"] == asked["EventSourceArn"] for found in self.made.values()):
            return Refusal("ResourceConflictException", 409)
        self.asked.append(asked)
        uuid = f"00000000-0000-0000-0000-{len(self.asked):012}"
        source = {"EventSourceArn": asked["EventSourceArn"], "FunctionArn": asked["FunctionName"]}
        self.made[uuid] = {"UUID": uuid, "State": "Enabled", **source}
        return {**self.made[uuid], "State": "Creating"}

    def list(self, asked):
        found = [dict(one) for one in self.made.values() if one["FunctionArn"] == asked["FunctionName"]]
        for one in found:
            one["State"] = "Creating" if self.slow else one["State"]
        return {"EventSourceMappings": found}

    def delete(self, asked):
        del self.made[asked["UUID"]]
        return {}
