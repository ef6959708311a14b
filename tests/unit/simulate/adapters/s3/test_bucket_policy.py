"""AWS::S3::BucketPolicy."""

import json

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError

KIND = "AWS::S3::BucketPolicy"


def policy(sid="Tls"):
    statement = {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": ["arn:aws:s3:::data", "arn:aws:s3:::data/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


@pytest.fixture
def bucket(making):
    return making.create("AWS::S3::Bucket", "Bucket", BucketName="data")


@pytest.mark.usefixtures("bucket")
@pytest.mark.parametrize("form", [policy(), json.dumps(policy())], ids=["object", "text"])
def test_a_policy_is_told_back_as_an_object(making, form):
    wanted, made = making.create(KIND, Bucket="data", PolicyDocument=form)
    assert making.read(wanted, made) == {"Bucket": "data", "PolicyDocument": policy()}


@pytest.mark.usefixtures("bucket")
def test_ref_is_the_bucket_and_there_are_no_attributes(making):
    _, made = making.create(KIND, Bucket="data", PolicyDocument=policy())
    assert made.physical_id == "data"
    assert tuple(made.attributes) == attributes(KIND).names == ()


@pytest.mark.usefixtures("bucket")
def test_a_bucket_that_has_a_policy_is_refused_another(making):
    making.create(KIND, Bucket="data", PolicyDocument=policy())
    with pytest.raises(RefusedError, match="The bucket policy already exists on bucket data"):
        making.create(KIND, "Other", Bucket="data", PolicyDocument=policy("Other"))
    told = json.loads(making.bench.client("s3").get_bucket_policy(Bucket="data")["Policy"])
    assert told == policy()


def test_a_policy_of_a_bucket_that_is_not_there_is_refused(making):
    with pytest.raises(RefusedError, match="NoSuchBucket"):
        making.create(KIND, Bucket="nowhere", PolicyDocument=policy())


@pytest.mark.usefixtures("bucket")
def test_an_update_replaces_the_policy(making):
    wanted, made = making.create(KIND, Bucket="data", PolicyDocument=policy())
    after, made = making.update(wanted, made, Bucket="data", PolicyDocument=policy("New"))
    assert making.read(after, made)["PolicyDocument"] == policy("New")


@pytest.mark.usefixtures("bucket")
def test_deleting_a_policy_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, Bucket="data", PolicyDocument=policy())
    making.delete(wanted, made)
    assert making.read(wanted, made) == {}
    making.delete(wanted, made)


def test_deleting_the_policy_of_a_bucket_that_is_gone_is_no_error(making, bucket):
    wanted, made = making.create(KIND, Bucket="data", PolicyDocument=policy())
    making.delete(*bucket)
    making.delete(wanted, made)
    assert making.bench.client("s3").list_buckets()["Buckets"] == []
