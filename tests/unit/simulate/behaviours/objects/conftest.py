"""Two buckets that keep versions, a key in each region, a role, and a topic that the source bucket tells."""

import json

import pytest

from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

ACCOUNT = "123456789012"
HERE, THERE = "here", "there"
REGIONS = {HERE: SOURCE, THERE: TARGET}
ROLE = f"arn:aws:iam::{ACCOUNT}:role/replication"
BATCH_ROLE = f"arn:aws:iam::{ACCOUNT}:role/batch"
ARRIVED = 31
"""Seconds until what was written is replicated, or has failed."""


def rule(**changed):
    """A rule for everything, delete markers too, with replication time control and metrics."""
    destination = {
        "Bucket": f"arn:aws:s3:::{THERE}",
        "ReplicationTime": {"Status": "Enabled", "Time": {"Minutes": 15}},
        "Metrics": {"Status": "Enabled", "EventThreshold": {"Minutes": 15}},
        **changed.pop("Destination", {}),
    }
    usual = {
        "ID": "all",
        "Priority": 1,
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "DeleteMarkerReplication": {"Status": "Enabled"},
    }
    return {**usual, **changed, "Destination": destination}


class World:
    """What tests do."""

    def __init__(self, life):
        self.life = life

    def s3(self, bucket=HERE):
        return self.life.client("s3", REGIONS.get(bucket, SOURCE))

    def bucket(self, name, region=SOURCE, versions="Enabled", **more):
        REGIONS_OF = {} if region == SOURCE else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        s3 = self.life.client("s3", region)
        s3.create_bucket(Bucket=name, **REGIONS_OF, **more)
        if versions:
            s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": versions})

    def replicate(self, *rules, bucket=HERE):
        configuration = {"Role": ROLE, "Rules": list(rules or [rule()])}
        self.s3(bucket).put_bucket_replication(Bucket=bucket, ReplicationConfiguration=configuration)

    def put(self, key="a", body=b"1", bucket=HERE, **more):
        return self.s3(bucket).put_object(Bucket=bucket, Key=key, Body=body, **more)["VersionId"]

    def run(self, seconds=ARRIVED):
        self.life.clock.run(seconds)

    def head(self, key="a", bucket=HERE, **more):
        return self.s3(bucket).head_object(Bucket=bucket, Key=key, **more)

    def status(self, key="a", bucket=HERE, **more):
        return self.head(key, bucket, **more).get("ReplicationStatus", "")

    def versions(self, bucket=THERE):
        """Key and version of all that a bucket holds, delete markers too."""
        told = self.s3(bucket).list_object_versions(Bucket=bucket)
        return sorted(
            (one["Key"], one["VersionId"]) for kind in ("Versions", "DeleteMarkers") for one in told.get(kind, ())
        )

    def keys(self, bucket=THERE):
        """The keys that are there, deleted ones not."""
        return [one["Key"] for one in self.s3(bucket).list_objects_v2(Bucket=bucket).get("Contents", ())]

    def tags(self, key="a", bucket=THERE):
        told = self.s3(bucket).get_object_tagging(Bucket=bucket, Key=key)["TagSet"]
        return {one["Key"]: one["Value"] for one in told}

    def key(self, region, alias):
        kms = self.life.client("kms", region)
        made = kms.create_key()["KeyMetadata"]["Arn"]
        kms.create_alias(AliasName=alias, TargetKeyId=made)
        return made

    def encrypt(self, bucket, key, bucket_key=False):
        default = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}
        rules = [{**default, "BucketKeyEnabled": bucket_key}]
        self.s3(bucket).put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": rules})

    def tell(self, *events, **more):
        """Let the source bucket tell a topic; gives what the topic gets."""
        topic = self.life.client("sns", SOURCE).create_topic(Name="told")["TopicArn"]
        wanted = [{"TopicArn": topic, "Events": list(events), **more}]
        self.s3().put_bucket_notification_configuration(
            Bucket=HERE, NotificationConfiguration={"TopicConfigurations": wanted}
        )

    @property
    def told(self):
        """The records of events that the topic got."""
        records = [json.loads(notice.message).get("Records", []) for notice in self.life.topics.outbox]
        return [record for some in records for record in some]

    def metric(self, name, region, statistic="Maximum", seconds=60, dimensions=None):
        """The values of a metric of the rule, the oldest first."""
        named = dimensions or {"SourceBucket": HERE, "DestinationBucket": THERE, "RuleId": "all"}
        answer = self.life.client("cloudwatch", region).get_metric_statistics(
            Namespace="AWS/S3",
            MetricName=name,
            Dimensions=[{"Name": one, "Value": value} for one, value in named.items()],
            StartTime=self.life.clock.moment.replace(hour=0),
            EndTime=self.life.clock.moment.replace(hour=23),
            Period=seconds,
            Statistics=[statistic],
        )
        points = sorted(answer["Datapoints"], key=lambda one: one["Timestamp"])
        return [point[statistic] for point in points]


@pytest.fixture
def world(life):
    made = World(life)
    made.bucket(HERE)
    made.bucket(THERE, TARGET)
    return made
