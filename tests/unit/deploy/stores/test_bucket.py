"""Buckets are emptied of all that S3 keeps before they are deleted, and what a lock holds is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from tapstack.deploy.stores import Wishes, bucket, objects

NAME = "trading-data-x"


@pytest.fixture
def client(access):
    client = access.client("s3")
    place = {"LocationConstraint": "eu-central-1"}
    client.create_bucket(Bucket=NAME, CreateBucketConfiguration=place, ObjectLockEnabledForBucket=True)
    return client


def is_there(client):
    try:
        client.head_bucket(Bucket=NAME)
    except ClientError:
        return False
    return True


def test_versions_markers_and_unfinished_uploads_go_before_the_bucket(access, client):
    for body in (b"one", b"two"):
        client.put_object(Bucket=NAME, Key="a", Body=body)
    client.delete_object(Bucket=NAME, Key="a")
    client.create_multipart_upload(Bucket=NAME, Key="unfinished")
    assert bucket.look(access, NAME).count == 3
    assert bucket.remove(access, NAME, Wishes()).status == "deleted"
    assert not is_there(client)


def test_unfinished_uploads_are_aborted_which_moto_does_not_ask_for(client):
    client.create_multipart_upload(Bucket=NAME, Key="unfinished")
    objects.abort_uploads(client, {"Bucket": NAME})
    assert "Uploads" not in client.list_multipart_uploads(Bucket=NAME)


def test_what_stands_on_later_pages_goes_too(access, client, monkeypatch):
    monkeypatch.setattr(objects, "PAGE", 2)
    for name in range(5):
        client.put_object(Bucket=NAME, Key=f"key-{name}", Body=b"x")
    assert bucket.remove(access, NAME, Wishes()).status == "deleted"
    assert not is_there(client)


def test_an_interrupted_removal_goes_on_where_it_stood(access, client):
    client.put_object(Bucket=NAME, Key="a", Body=b"x")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bucket, "delete_versions", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bucket.remove(access, NAME, Wishes())
    assert bucket.remove(access, NAME, Wishes()).status == "deleted"
    assert bucket.remove(access, NAME, Wishes()).status == "absent"


def interrupted(*_arguments, **_options):
    raise KeyboardInterrupt


def test_a_version_locked_for_compliance_stays_and_it_is_told_until_when(access, client):
    until = datetime(2030, 1, 1, tzinfo=UTC)
    client.put_object(Bucket=NAME, Key="free", Body=b"x")
    client.put_object(Bucket=NAME, Key="held", Body=b"x", ObjectLockMode="COMPLIANCE", ObjectLockRetainUntilDate=until)
    told = bucket.remove(access, NAME, Wishes(bypass_governance=True))
    assert (told.status, told.until) == ("left", until)
    assert "1 version cannot be deleted" in told.why and "COMPLIANCE" in told.why
    left = client.list_object_versions(Bucket=NAME)["Versions"]
    assert [one["Key"] for one in left] == ["held"]


def test_a_legal_hold_stays(access, client):
    client.put_object(Bucket=NAME, Key="held", Body=b"x", ObjectLockLegalHoldStatus="ON")
    told = bucket.remove(access, NAME, Wishes(bypass_governance=True))
    assert told.status == "left" and "legal hold" in told.why and told.until is None


def test_governance_is_bypassed_only_where_the_user_allows_it(access, client):
    until = datetime.now(UTC) + timedelta(days=30)
    client.put_object(Bucket=NAME, Key="held", Body=b"x", ObjectLockMode="GOVERNANCE", ObjectLockRetainUntilDate=until)
    told = bucket.remove(access, NAME, Wishes())
    assert told.status == "left" and "--bypass-governance" in told.why
    assert bucket.remove(access, NAME, Wishes(bypass_governance=True)).status == "deleted"


def test_a_bucket_tells_its_lock_its_key_and_the_region_where_it_is(access, client):
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "arn:aws:kms:k"}}
    client.put_bucket_encryption(Bucket=NAME, ServerSideEncryptionConfiguration={"Rules": [rule]})
    seen = bucket.look(access, NAME)
    assert (seen.region, seen.key) == ("eu-central-1", "arn:aws:kms:k")
    assert "Object Lock is on" in seen.notes[0]


def test_a_bucket_that_is_not_there_is_none(access):
    assert bucket.look(access, "nowhere-x") is None
    assert bucket.remove(access, "nowhere-x", Wishes()).status == "absent"


def test_a_bucket_that_is_written_into_all_the_time_is_left(access, client, monkeypatch):
    def deleting_and_writing(*_arguments, **_options):
        client.put_object(Bucket=NAME, Key="log", Body=b"x")
        return []

    monkeypatch.setattr(bucket, "delete_versions", deleting_and_writing)
    told = bucket.remove(access, NAME, Wishes())
    assert told.status == "left" and "keeps writing" in told.why
    assert len(access.pause.seconds) == 3
