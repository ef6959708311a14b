"""Targets of access logs."""

import json

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

EVERYONE = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::logs/*"}
LOGGING = {"LoggingEnabled": {"TargetBucket": "logs", "TargetPrefix": ""}}


def log(s3, *statements):
    s3.create_bucket(Bucket="logs")
    s3.create_bucket(Bucket="data")
    if statements:
        s3.put_bucket_policy(Bucket="logs", Policy=json.dumps({"Version": "2012-10-17", "Statement": list(statements)}))
    s3.put_bucket_logging(Bucket="data", BucketLoggingStatus=LOGGING)


def test_canary_moto_refuses_a_target_without_a_policy():
    with scrubbed(), mock_aws(), pytest.raises(ClientError, match="InvalidTargetBucketForLogging"):
        log(client("s3", "us-east-1"))


def test_canary_moto_fails_on_a_statement_for_everyone():
    with scrubbed(), mock_aws(), pytest.raises(AttributeError):
        log(client("s3", "us-east-1"), EVERYONE)


@pytest.mark.parametrize("statements", [(), (EVERYONE,)])
def test_a_target_is_taken_whatever_its_policy_says(statements):
    with open_cloud() as cloud:
        s3 = cloud.client("s3", "us-east-1")
        log(s3, *statements)
        assert s3.get_bucket_logging(Bucket="data")["LoggingEnabled"]["TargetBucket"] == "logs"
