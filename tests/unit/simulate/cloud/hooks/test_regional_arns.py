"""Policies about S3's batch jobs."""

import json

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

JOBS = "arn:aws:s3:us-east-1:123456789012:job/*"
POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:DescribeJob", "Resource": JOBS}]}


def put(iam):
    iam.create_policy(PolicyName="jobs", PolicyDocument=json.dumps(POLICY))


def test_canary_moto_refuses_them():
    with scrubbed(), mock_aws(), pytest.raises(ClientError, match="region information"):
        put(client("iam", "us-east-1"))


def test_they_are_taken():
    with open_cloud() as cloud:
        put(cloud.client("iam", "us-east-1"))
        assert len(cloud.client("iam", "us-east-1").list_policies(Scope="Local")["Policies"]) == 1
