"""An account in this process with what a nightly run left, and the janitor's view of it."""

import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from tapstack.deploy.janitor.mark import Run
from tapstack.deploy.janitor.scope import Scope
from tapstack.deploy.janitor.sweep import Wanted, swept
from tapstack.simulate.cloud import ACCOUNT, START, open_cloud

REGIONS = ("eu-central-1", "us-east-1")
OLD = Run("nightly-sabc-1", START - timedelta(hours=30))
TEMPLATE = Path(__file__).parents[4] / "lib" / "TapStack.json"


@pytest.fixture
def account():
    """``client``, ``left`` (makes a store), ``janitor`` (runs a round), all in an empty account."""
    with open_cloud() as cloud:
        yield SimpleNamespace(client=cloud.client, make=Maker(cloud.client), janitor=_janitor(cloud.client))


def _janitor(clients):
    def run(now=START, **wanted):
        scope = Scope(clients, ACCOUNT, REGIONS, str(TEMPLATE), now, pause=lambda seconds: None)
        return list(swept(scope, Wanted(**wanted)))

    return run


class Maker:
    """Makes what the template makes, under a suffix; with the tags of a run, or without."""

    def __init__(self, client):
        self.client = client

    def bucket(self, suffix, tags=(), region="eu-central-1"):
        name = f"trading-data-{suffix}-{ACCOUNT}-{region}"
        s3 = self.client("s3", region)
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": region})
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
        for body in (b"1", b"2"):
            s3.put_object(Bucket=name, Key="a", Body=body)
        s3.delete_object(Bucket=name, Key="a")
        if tags:
            s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": pairs(tags)})
        return name

    def key(self, suffix, tags=(), region="eu-central-1"):
        named = {"Name": f"trading-{suffix}", **dict(tags)}
        rows = [{"TagKey": key, "TagValue": value} for key, value in named.items()]
        return self.client("kms", region).create_key(Tags=rows)["KeyMetadata"]["KeyId"]

    def table(self, suffix, tags=(), region="us-east-1", **more):
        name = f"trading-analytics-{suffix}"
        self.client("dynamodb", region).create_table(
            TableName=name,
            AttributeDefinitions=[{"AttributeName": "Id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "Id", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
            DeletionProtectionEnabled=True,
            **({"Tags": pairs(tags)} if tags else {}),
            **more,
        )
        return name

    def role(self, suffix, region="us-east-1"):
        name = f"trading-{suffix}-{region}-analytics"
        iam = self.client("iam", "us-east-1")
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))
        iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=json.dumps(POLICY))
        iam.attach_role_policy(RoleName=name, PolicyArn="arn:aws:iam::aws:policy/AWSLambda_FullAccess")
        return name

    def log_group(self, suffix, region="eu-central-1"):
        name = f"/aws/lambda/trading-{suffix}-control"
        self.client("logs", region).create_log_group(logGroupName=name)
        return name

    def stack(self, name, suffix, tags=(), region="eu-central-1"):
        return self.client("cloudformation", region).create_stack(
            StackName=name, TemplateBody=SMALL, Tags=pairs(tags), Parameters=values(suffix)
        )["StackId"]

    def stack_set(self, name, suffix, tags=()):
        client = self.client("cloudformation", REGIONS[0])
        client.create_stack_set(StackSetName=name, TemplateBody=SMALL, Tags=pairs(tags), Parameters=values(suffix))
        client.create_stack_instances(StackSetName=name, Accounts=[ACCOUNT], Regions=list(REGIONS))
        return name


ALLOWED = {"Effect": "Allow", "Action": "sts:AssumeRole"}
TRUST = {"Version": "2012-10-17", "Statement": [{**ALLOWED, "Principal": {"Service": "lambda.amazonaws.com"}}]}
POLICY = {"Version": "2012-10-17", "Statement": [{**ALLOWED, "Resource": "*"}]}
SMALL = json.dumps({
    "Parameters": {"EnvironmentSuffix": {"Type": "String"}},
    "Resources": {"Q": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub": "q-${EnvironmentSuffix}"}}}},
})  # fmt: skip


def pairs(tags):
    return [{"Key": key, "Value": value} for key, value in dict(tags).items()]


def values(suffix):
    return [{"ParameterKey": "EnvironmentSuffix", "ParameterValue": suffix}]
