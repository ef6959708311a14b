"""What the tests of object_tasks.py and object_comparison.py share: buckets, the state table, and calls."""

import copy
import json

import boto3

from tests.unit.functions.stand_in import Context, Refusal, stand_in

SRC, TGT = "us-east-1", "eu-central-1"
SOURCE, TARGET = "trading-data-verify-123456789012-us-east-1", "trading-data-verify-123456789012-eu-central-1"
HISTORICAL = "history-of-trades"
STATE = "migration-state-verify"


def make_buckets():
    for bucket, region in ((SOURCE, SRC), (HISTORICAL, SRC), (TARGET, TGT)):
        s3 = boto3.client("s3", region_name=region)
        where = {"CreateBucketConfiguration": {"LocationConstraint": region}} if region != SRC else {}
        s3.create_bucket(Bucket=bucket, **where)
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})


def make_state_table():
    keys = ("MigrationId", "HASH"), ("Step", "RANGE")
    boto3.client("dynamodb", region_name=TGT).create_table(
        TableName=STATE,
        KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in keys],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name, _ in keys],
        BillingMode="PAY_PER_REQUEST",
    )


def put(bucket, key, body=b"trade", **options):
    client = boto3.client("s3", region_name=TGT if bucket == TARGET else SRC)
    client.put_object(Bucket=bucket, Key=key, Body=body, **options)


def run(module, task, seconds=900, **payload):
    """One call, through JSON as Lambda has it."""
    event = json.loads(json.dumps({"task": task, "settings": {}, **payload}))
    return json.loads(json.dumps(module.handler(event, Context(seconds))))


class Replication:
    """The replication configuration of a bucket, kept whole (moto gives back a part of it only)."""

    def __init__(self, client, configuration=None):
        self.now, self.written = configuration, []
        stand_in(client, "GetBucketReplication", self.get)
        stand_in(client, "PutBucketReplication", self.put)
        stand_in(client, "DeleteBucketReplication", self.delete)

    def get(self, _):
        if self.now is None:
            return Refusal("ReplicationConfigurationNotFoundError", 404)
        return {"ReplicationConfiguration": copy.deepcopy(self.now)}

    def put(self, asked):
        self.now = copy.deepcopy(asked["ReplicationConfiguration"])
        self.written.append(self.now)
        return {}

    def delete(self, _):
        self.now = None
        return {}

    def ids(self):
        return [rule["ID"] for rule in self.now["Rules"]]
