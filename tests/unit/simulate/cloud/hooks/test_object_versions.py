"""What S3 tells of a version's replication."""

import pytest
from moto import mock_aws
from moto.s3.models import FakeKey

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed
from tapstack.simulate.cloud.held_objects import version
from tapstack.simulate.cloud.hooks.object_versions import mark_replica, set_status, status_of


def put(s3):
    s3.create_bucket(Bucket="held")
    s3.put_object(Bucket="held", Key="a", Body=b"1")


@pytest.fixture
def held():
    with open_cloud() as cloud:
        put(cloud.client("s3", "us-east-1"))
        yield cloud, version(cloud.account_id, "held", "a")


def test_canary_moto_makes_headers_from_this_property_and_knows_no_replication():
    assert isinstance(FakeKey.response_dict, property)
    with scrubbed(), mock_aws():
        s3 = client("s3", "us-east-1")
        put(s3)
        set_status(version("123456789012", "held", "a"), "there", "PENDING")
        assert "ReplicationStatus" not in s3.head_object(Bucket="held", Key="a")


@pytest.mark.parametrize("read", ["head_object", "get_object"])
def test_a_version_that_was_never_to_be_replicated_has_no_status_and_others_have_theirs(held, read):
    cloud, found = held
    ask = getattr(cloud.client("s3", "us-east-1"), read)
    assert "ReplicationStatus" not in ask(Bucket="held", Key="a")
    set_status(found, "there", "PENDING")
    assert ask(Bucket="held", Key="a")["ReplicationStatus"] == "PENDING"


@pytest.mark.parametrize(
    ("statuses", "replica", "told"),
    [
        (["COMPLETED"], False, "COMPLETED"),
        (["COMPLETED", "PENDING"], False, "PENDING"),
        (["PENDING", "FAILED"], False, "FAILED"),
        ([], True, "REPLICA"),
        (["COMPLETED"], True, "REPLICA"),
        (["PENDING"], True, "PENDING"),
        (["FAILED"], True, "FAILED"),
    ],
)
def test_of_several_destinations_the_worst_is_told(held, statuses, replica, told):
    _, found = held
    for number, status in enumerate(statuses):
        set_status(found, f"there-{number}", status)
    if replica:
        mark_replica(found)
    assert status_of(found) == told
