"""Object Lock on buckets that hold objects."""

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed


def lock(s3, versions="Enabled"):
    s3.create_bucket(Bucket="held")
    s3.put_bucket_versioning(Bucket="held", VersioningConfiguration={"Status": versions})
    s3.put_object(Bucket="held", Key="a", Body=b"1")
    s3.put_object_lock_configuration(Bucket="held", ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"})


def test_canary_moto_refuses_a_bucket_that_holds_objects():
    with scrubbed(), mock_aws(), pytest.raises(ClientError, match="Bucket needs to be empty"):
        lock(client("s3", "us-east-1"))


def test_a_bucket_that_holds_objects_is_locked_and_keeps_them():
    with open_cloud() as cloud:
        s3 = cloud.client("s3", "us-east-1")
        lock(s3)
        held = s3.get_object_lock_configuration(Bucket="held")["ObjectLockConfiguration"]
        assert held["ObjectLockEnabled"] == "Enabled"
        assert [one["Key"] for one in s3.list_objects_v2(Bucket="held")["Contents"]] == ["a"]


def test_a_bucket_that_keeps_no_versions_is_refused():
    with open_cloud() as cloud, pytest.raises(ClientError, match="Versioning must be 'Enabled'"):
        lock(cloud.client("s3", "us-east-1"), versions="Suspended")
