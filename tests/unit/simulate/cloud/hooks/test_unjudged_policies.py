"""Bucket policies that moto judges."""

import json

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

PLAIN_HTTP = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": ["arn:aws:s3:::held", "arn:aws:s3:::held/*"],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}


def write(s3):
    s3.create_bucket(Bucket="held")
    s3.put_bucket_policy(Bucket="held", Policy=json.dumps({"Version": "2012-10-17", "Statement": [PLAIN_HTTP]}))
    s3.put_object(Bucket="held", Key="a", Body=b"1")


def test_canary_moto_refuses_whatever_a_condition_says():
    with scrubbed(), mock_aws(), pytest.raises(ClientError, match="Forbidden"):
        write(client("s3", "us-east-1"))


def test_a_bucket_that_denies_plain_http_takes_objects():
    with open_cloud() as cloud:
        s3 = cloud.client("s3", "us-east-1")
        write(s3)
        assert s3.get_object(Bucket="held", Key="a")["Body"].read() == b"1"
