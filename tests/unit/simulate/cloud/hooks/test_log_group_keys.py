"""The keys of log groups."""

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

KEY = "arn:aws:kms:us-east-1:123456789012:key/1"


def test_canary_moto_answers_neither_call():
    with scrubbed(), mock_aws():
        logs = client("logs", "us-east-1")
        logs.create_log_group(logGroupName="a")
        with pytest.raises(NotImplementedError):
            logs.associate_kms_key(logGroupName="a", kmsKeyId=KEY)
        with pytest.raises(NotImplementedError):
            logs.disassociate_kms_key(logGroupName="a")


def test_a_key_comes_and_goes():
    with open_cloud() as cloud:
        logs = cloud.client("logs", "us-east-1")
        logs.create_log_group(logGroupName="a")
        logs.associate_kms_key(logGroupName="a", kmsKeyId=KEY)
        assert logs.describe_log_groups()["logGroups"][0]["kmsKeyId"] == KEY
        logs.disassociate_kms_key(logGroupName="a")
        assert "kmsKeyId" not in logs.describe_log_groups()["logGroups"][0]


def test_a_group_that_is_not_there_is_refused():
    with open_cloud() as cloud, pytest.raises(ClientError, match="ResourceNotFoundException"):
        cloud.client("logs", "us-east-1").associate_kms_key(logGroupName="a", kmsKeyId=KEY)
