"""Component 2, the buckets: private, encrypted, versioned, logged, and cleaned up."""

from collections.abc import Callable
from typing import Any

import pytest

from tapstack.pytest_plugin import Resource, Stack
from tests.place import ACCOUNT
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import accepts
from tests.unit.stack.resources import all_of, copies_of
from tests.unit.stack.values import plain, tags

BUCKETS = {
    "TradingDataBucket": "TradingDataBucketPolicy",
    "AccessLogBucket": "AccessLogBucketPolicy",
    "BatchReportBucket": "BatchReportBucketPolicy",
}
WITH_DATA = ["TradingDataBucket", "BatchReportBucket"]
TLS = {"aws:SecureTransport": "true", "s3:TlsVersion": "1.3"}
CALLER = f"arn:aws:iam::{ACCOUNT}:role/any"


@pytest.fixture(params=BUCKETS)
def copies(request: pytest.FixtureRequest, pair: Callable[..., Pair]) -> list[tuple[Stack, Resource]]:
    return copies_of(request.param, pair())


@pytest.fixture(params=WITH_DATA)
def with_data(request: pytest.FixtureRequest, pair: Callable[..., Pair]) -> list[tuple[Stack, Resource]]:
    return copies_of(request.param, pair())


def rules(bucket: Resource) -> dict[str, dict[str, Any]]:
    return {rule["Id"]: rule for rule in bucket.property("LifecycleConfiguration.Rules")}


def test_these_are_all_buckets(source: Stack, target: Stack) -> None:
    assert {bucket.logical_id for bucket in all_of(source, "AWS::S3::Bucket")} == set(BUCKETS)
    assert {bucket.logical_id for bucket in all_of(target, "AWS::S3::Bucket")} == set(BUCKETS) - {"BatchReportBucket"}


@pytest.mark.parametrize(
    ("logical_id", "stem"),
    [("TradingDataBucket", "data"), ("AccessLogBucket", "logs"), ("BatchReportBucket", "batch")],
)
def test_names_hold_account_and_region_so_that_nobody_has_taken_them(
    logical_id: str, stem: str, pair: Callable[..., Pair]
) -> None:
    for stack, bucket in copies_of(logical_id, pair(EnvironmentSuffix="other")):
        assert bucket.property("BucketName") == f"trading-{stem}-other-{ACCOUNT}-{stack.region}"


@pytest.mark.parametrize("block", ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"])
def test_no_bucket_is_public(block: str, copies: list[tuple[Stack, Resource]]) -> None:
    for _, bucket in copies:
        assert bucket.property(f"PublicAccessBlockConfiguration.{block}") is True


def test_objects_belong_to_the_bucket(copies: list[tuple[Stack, Resource]]) -> None:
    for _, bucket in copies:
        assert bucket.property("OwnershipControls.Rules") == [{"ObjectOwnership": "BucketOwnerEnforced"}]


def test_every_bucket_keeps_versions(copies: list[tuple[Stack, Resource]]) -> None:
    for _, bucket in copies:
        assert bucket.property("VersioningConfiguration.Status") == "Enabled"


def test_data_is_encrypted_with_our_key_once_a_bucket(with_data: list[tuple[Stack, Resource]]) -> None:
    """The key's ARN, not its alias, which another account's may resolve; a bucket key spares a call for each object."""
    for _, bucket in with_data:
        (encryption,) = bucket.property("BucketEncryption.ServerSideEncryptionConfiguration")
        expected = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "${PlatformKey.Arn}"}
        assert plain(encryption["ServerSideEncryptionByDefault"]) == expected
        assert encryption["BucketKeyEnabled"] is True


def test_access_logs_are_encrypted_by_s3(source: Stack, target: Stack) -> None:
    """S3 delivers logs to no bucket that has a key of ours."""
    for stack in (source, target):
        (encryption,) = stack.resource("AccessLogBucket").property("BucketEncryption.ServerSideEncryptionConfiguration")
        assert encryption == {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}


def test_every_bucket_outlives_the_stack_but_not_a_failed_creation(copies: list[tuple[Stack, Resource]]) -> None:
    for _, bucket in copies:
        assert bucket.attribute("DeletionPolicy") == "RetainExceptOnCreate"
        assert bucket.attribute("UpdateReplacePolicy") == "Retain"


@pytest.mark.parametrize("context", [{**TLS, "aws:SecureTransport": "false"}, {**TLS, "s3:TlsVersion": "1.1"}])
@pytest.mark.parametrize("path", ["", "/trades/1"])
def test_no_bucket_speaks_without_tls_or_with_an_old_one(
    path: str, context: dict[str, str], copies: list[tuple[Stack, Resource]]
) -> None:
    """A Deny beats every Allow, so nothing is accepted even where the caller's own policies allow it."""
    for stack, bucket in copies:
        document = with_allow(stack.resource(BUCKETS[bucket.logical_id]).property("PolicyDocument"))
        asked = f"arn:aws:s3:::{bucket.property('BucketName')}{path}"
        assert accepts(document, CALLER, "s3:GetObject", asked, TLS)
        assert not accepts(document, CALLER, "s3:GetObject", asked, context)


def with_allow(document: Any) -> Any:
    """The policy beside a caller's own, who may do everything."""
    everything = {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}
    return {**document, "Statement": [*document["Statement"], everything]}


def test_each_policy_is_on_its_bucket(copies: list[tuple[Stack, Resource]]) -> None:
    for stack, bucket in copies:
        policy = stack.resource(BUCKETS[bucket.logical_id])
        assert policy.property("Bucket") == bucket.property("BucketName")


def test_reading_data_is_logged_beside_it(with_data: list[tuple[Stack, Resource]]) -> None:
    for stack, bucket in with_data:
        logs = stack.resource("AccessLogBucket").property("BucketName")
        assert bucket.property("LoggingConfiguration.DestinationBucketName") == logs
        assert bucket.depends_on("AccessLogBucketPolicy", direct=True)


def test_the_logs_of_two_buckets_do_not_mix(source: Stack) -> None:
    prefixes = {source.resource(name).property("LoggingConfiguration.LogFilePrefix") for name in WITH_DATA}
    assert len(prefixes) == len(WITH_DATA)


def test_logs_are_taken_from_s3_for_our_buckets_only(with_data: list[tuple[Stack, Resource]]) -> None:
    for stack, bucket in with_data:
        logs = f"arn:aws:s3:::{stack.resource('AccessLogBucket').property('BucketName')}/data/1"
        deliver = (stack.resource("AccessLogBucketPolicy").property("PolicyDocument"), "logging.s3.amazonaws.com")
        ours = {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": f"arn:aws:s3:::{bucket.property('BucketName')}", **TLS}
        assert accepts(*deliver, "s3:PutObject", logs, ours)
        assert not accepts(*deliver, "s3:PutObject", logs, {**ours, "aws:SourceAccount": "210987654321"})
        assert not accepts(*deliver, "s3:PutObject", logs, {**ours, "aws:SourceArn": "arn:aws:s3:::elsewhere"})
        assert not accepts(*deliver, "s3:GetObject", logs, ours)


def test_unfinished_uploads_are_dropped_in_a_week(copies: list[tuple[Stack, Resource]]) -> None:
    for _, bucket in copies:
        rule = rules(bucket)["AbortIncompleteUploads"]
        assert (rule["Status"], rule["AbortIncompleteMultipartUpload"]) == ("Enabled", {"DaysAfterInitiation": 7})


def test_old_versions_expire(copies: list[tuple[Stack, Resource]]) -> None:
    for _, bucket in copies:
        rule = rules(bucket)["ExpireNoncurrentVersions"]
        assert rule["Status"] == "Enabled"
        assert 30 <= rule["NoncurrentVersionExpiration"]["NoncurrentDays"] <= 90


def test_trades_move_to_cheaper_storage_and_never_expire(source: Stack, target: Stack) -> None:
    for stack in (source, target):
        found = rules(stack.resource("TradingDataBucket"))
        assert found["TransitionToIA"]["Status"] == "Enabled"
        assert found["TransitionToIA"]["Transitions"] == [{"StorageClass": "STANDARD_IA", "TransitionInDays": 90}]
        assert not [rule for rule in found.values() if "ExpirationInDays" in rule]


def test_lifecycle_pauses_while_history_is_copied(pair: Callable[..., Pair]) -> None:
    """A version that expired on the way would not arrive; unfinished uploads are nobody's history."""
    for stack in pair(LifecycleEnabled="false"):
        found = rules(stack.resource("TradingDataBucket"))
        assert found["TransitionToIA"]["Status"] == "Disabled"
        assert found["ExpireNoncurrentVersions"]["NoncurrentVersionExpiration"]["NoncurrentDays"] >= 3650
        assert found["AbortIncompleteUploads"]["Status"] == "Enabled"


def test_access_logs_are_kept_as_long_as_other_logs(pair: Callable[..., Pair]) -> None:
    for stack in pair(LogRetentionDays="400"):
        rule = rules(stack.resource("AccessLogBucket"))["ExpireLogs"]
        assert (rule["Status"], rule["ExpirationInDays"]) == ("Enabled", 400)


def test_reports_expire_after_the_migration(source: Stack) -> None:
    rule = rules(source.resource("BatchReportBucket"))["ExpireReports"]
    assert rule["Status"] == "Enabled"
    assert rule["ExpirationInDays"] >= 365


def test_objects_are_locked_only_if_asked_for(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        assert not stack.resource("TradingDataBucket").has("ObjectLockEnabled")
        assert not stack.resource("TradingDataBucket").has("ObjectLockConfiguration")


def test_locked_objects_stay_for_the_days_asked_for(pair: Callable[..., Pair]) -> None:
    for stack in pair(ObjectLockRetentionDays="30"):
        bucket = stack.resource("TradingDataBucket")
        assert bucket.property("ObjectLockEnabled") is True
        assert bucket.property("ObjectLockConfiguration.ObjectLockEnabled") == "Enabled"
        kept = bucket.property("ObjectLockConfiguration.Rule.DefaultRetention")
        assert kept == {"Mode": "COMPLIANCE", "Days": 30}


def test_the_bucket_waits_for_the_key_that_others_know_by_its_alias(source: Stack, target: Stack) -> None:
    """The peer's objects arrive with the alias, as soon as the bucket is there."""
    for stack in (source, target):
        assert stack.resource("TradingDataBucket").depends_on("PlatformKeyAlias", direct=True)


def test_every_bucket_says_whose_it_is(pair: Callable[..., Pair]) -> None:
    for stack in pair(Owner="desk"):
        for bucket in all_of(stack, "AWS::S3::Bucket"):
            assert tags(bucket.property("Tags"))["Owner"] == "desk"


def test_others_are_told_of_the_data_bucket(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        name = stack.resource("TradingDataBucket").property("BucketName")
        assert stack.output("TradingDataBucketName") == name
        assert stack.output("TradingDataBucketArn") == f"arn:aws:s3:::{name}"
        assert stack.resource("ContractBucketName").property("Value") == name
