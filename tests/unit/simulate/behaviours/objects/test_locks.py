"""Object Lock: retention goes with the object; what has none gets the destination's default."""

from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError

from tests.unit.simulate.behaviours.conftest import TARGET
from tests.unit.simulate.behaviours.objects.conftest import HERE, THERE, rule

UNTIL = datetime(2027, 1, 1, tzinfo=UTC)
DEFAULT = {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}


@pytest.fixture
def locking(world):
    """A pair of buckets with Object Lock."""
    world.bucket("locked", ObjectLockEnabledForBucket=True)
    world.bucket("locked-there", TARGET, ObjectLockEnabledForBucket=True)
    world.replicate(rule(Destination={"Bucket": "arn:aws:s3:::locked-there"}), bucket="locked")
    return world


def lock_of(world, key="a"):
    """Mode and end, from HeadObject: moto has no GetObjectRetention."""
    told = world.life.client("s3", TARGET).head_object(Bucket="locked-there", Key=key)
    return told["ObjectLockMode"], told["ObjectLockRetainUntilDate"]


def test_retention_and_legal_hold_go_with_the_object_and_keep_the_replica(locking):
    lock = {"ObjectLockMode": "GOVERNANCE", "ObjectLockRetainUntilDate": UNTIL, "ObjectLockLegalHoldStatus": "ON"}
    version = locking.put(bucket="locked", **lock)
    locking.run()
    assert lock_of(locking) == ("GOVERNANCE", UNTIL)
    s3 = locking.life.client("s3", TARGET)
    assert s3.get_object_legal_hold(Bucket="locked-there", Key="a")["LegalHold"]["Status"] == "ON"
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.delete_object(Bucket="locked-there", Key="a", VersionId=version)


def test_retention_that_is_put_later_follows(locking):
    locking.put(bucket="locked")
    locking.run()
    late = {"Mode": "COMPLIANCE", "RetainUntilDate": UNTIL}
    locking.s3("locked").put_object_retention(Bucket="locked", Key="a", Retention=late)
    locking.run()
    assert lock_of(locking) == ("COMPLIANCE", UNTIL)


def test_what_has_no_retention_gets_the_default_of_the_destination(locking):
    configuration = {"ObjectLockEnabled": "Enabled", "Rule": DEFAULT}
    s3 = locking.life.client("s3", TARGET)
    s3.put_object_lock_configuration(Bucket="locked-there", ObjectLockConfiguration=configuration)
    written = locking.life.clock.moment
    locking.put(bucket="locked")
    locking.run()
    mode, until = lock_of(locking)
    assert (mode, until - written) == ("GOVERNANCE", timedelta(days=1, seconds=30))


@pytest.mark.parametrize("action", ["s3:GetObjectRetention", "s3:GetObjectLegalHold"])
def test_a_role_that_may_not_read_locks_replicates_nothing_of_a_bucket_that_has_them(locking, action):
    locking.forbid(action)
    locking.put(bucket="locked")
    locking.replicate()
    locking.put(bucket=HERE)
    locking.run()
    assert locking.status(bucket="locked") == "FAILED"
    assert locking.keys(THERE) == ["a"]


def test_a_destination_without_object_lock_does_not_take_objects_of_a_bucket_with_it(locking):
    locking.replicate(bucket="locked")
    locking.put(bucket="locked")
    locking.run()
    assert locking.life.objects.failed[-1][1].startswith("DstBucketObjectLockConfigMissing")
