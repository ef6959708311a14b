"""What the tests of object_tasks.py and object_comparison.py share: buckets, the state table, and calls."""

import copy
import json
from typing import Any

import boto3

from tests.unit.functions.stand_in import Clock, Context, Refusal, stand_in
from tests.unit.functions.tables import STEPS, make_table

SRC, TGT = "us-east-1", "eu-central-1"
SOURCE, TARGET = "trading-data-verify-123456789012-us-east-1", "trading-data-verify-123456789012-eu-central-1"
HISTORICAL = "history-of-trades"
STATE = "migration-state-verify"
ROLE = "arn:aws:iam::123456789012:role/trading-verify-us-east-1-replication"
ENVIRONMENT = {
    "STATE_TABLE": STATE,
    "MIGRATION_ID": "migration-1",
    "ACCOUNT_ID": "123456789012",
    "SOURCE_BUCKET": SOURCE,
    "TARGET_BUCKET": TARGET,
    "HISTORICAL_BUCKET": HISTORICAL,
    "REPORT_BUCKET_ARN": "arn:aws:s3:::trading-batch-verify-123456789012-us-east-1",
    "BATCH_ROLE_ARN": "arn:aws:iam::123456789012:role/trading-verify-us-east-1-batch-replication",
    "REPLICATION_ROLE_ARN": ROLE,
    "REPLICA_KEY_ARN": "arn:aws:kms:eu-central-1:123456789012:alias/trading-verify",
}


def make_buckets():
    for bucket, region in ((SOURCE, SRC), (HISTORICAL, SRC), (TARGET, TGT)):
        s3 = boto3.client("s3", region_name=region)
        where = {"CreateBucketConfiguration": {"LocationConstraint": region}} if region != SRC else {}
        s3.create_bucket(Bucket=bucket, **where)
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})


def object_function(load, name: str, clock: Clock) -> Any:
    """A function that moves or compares objects, its buckets and the state table."""
    module = load(name, TGT, **ENVIRONMENT)
    module.time = clock
    make_buckets()
    make_table(TGT, STATE, STEPS)
    return module


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
