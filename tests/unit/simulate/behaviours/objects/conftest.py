"""Two buckets that keep versions, a key in each region, a role, and a topic that the source bucket tells."""

import json

import pytest

from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

ACCOUNT = "123456789012"
HERE, THERE = "here", "there"
REGIONS = {HERE: SOURCE, THERE: TARGET}
ROLE = f"arn:aws:iam::{ACCOUNT}:role/replication"
BATCH_ROLE = f"arn:aws:iam::{ACCOUNT}:role/batch"
ROLES = {
    "replication": (
        "s3.amazonaws.com",
        ("s3:GetReplicationConfiguration", "s3:ListBucket"),
        ("s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"),
        ("s3:GetObjectRetention", "s3:GetObjectLegalHold"),
        ("s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"),
        ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"),
    ),
    "batch": (
        "batchoperations.s3.amazonaws.com",
        ("s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration"),
        ("s3:InitiateReplication",),
        ("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"),
    ),
}
"""Each role's service, and what it may do: as the S3 User Guide has them."""
NOBODY = {"Effect": "Allow", "Principal": {"Service": "polly.amazonaws.com"}, "Action": "sts:AssumeRole"}
"""A trust that lets neither service take a role."""
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


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


class World:
    """What tests do."""

    def __init__(self, life):
        self.life = life

    def s3(self, bucket=HERE):
        return self.life.client("s3", REGIONS.get(bucket, SOURCE))

    def bucket(self, name, region=SOURCE, versions="Enabled", **more):
        place = {} if region == SOURCE else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        s3 = self.life.client("s3", region)
        s3.create_bucket(Bucket=name, **place, **more)
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

    def forbid(self, *actions, resource="*", **condition):
        """From now on neither role may do these things; sts:AssumeRole is that nobody may take them."""
        iam = self.life.client("iam", SOURCE)
        denied = {"Effect": "Deny", "Action": list(actions), "Resource": resource}
        for name in ROLES:
            if "sts:AssumeRole" in actions:
                iam.update_assume_role_policy(RoleName=name, PolicyDocument=document(NOBODY))
            else:
                about = {"Condition": {"StringEquals": condition}} if condition else {}
                iam.put_role_policy(
                    RoleName=name, PolicyName=actions[0].replace(":", "-"), PolicyDocument=document({**denied, **about})
                )

    def permit(self, action):
        """Take back what was forbidden."""
        for name in ROLES:
            self.life.client("iam", SOURCE).delete_role_policy(RoleName=name, PolicyName=action.replace(":", "-"))

    def roles(self):
        """The roles of replication and of its jobs."""
        iam = self.life.client("iam", SOURCE)
        for name, (service, *actions) in ROLES.items():
            trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
            allowed = [{"Effect": "Allow", "Action": list(some), "Resource": "*"} for some in actions]
            iam.create_role(RoleName=name, AssumeRolePolicyDocument=document(trust))
            iam.put_role_policy(RoleName=name, PolicyName="all", PolicyDocument=document(*allowed))

    def tell(self, *events, **more):
        """Let the source bucket tell a topic."""
        sns = self.life.client("sns", SOURCE)
        topic = sns.create_topic(Name="told")["TopicArn"]
        by_s3 = {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sns:Publish"}
        policy = document({**by_s3, "Resource": topic})
        sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy)
        wanted = [{"TopicArn": topic, "Events": list(events), **more}]
        self.s3().put_bucket_notification_configuration(
            Bucket=HERE, NotificationConfiguration={"TopicConfigurations": wanted}
        )

    @property
    def told(self):
        """The records of events that the topic got."""
        records = [json.loads(notice.message).get("Records", []) for notice in self.life.topics.taken]
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
    made.roles()
    made.bucket(HERE)
    made.bucket(THERE, TARGET)
    return made
