"""Limitation 1, replication assumes that the destination exists: it is made first, and each end fits the other."""

from collections.abc import Callable
from typing import Any

import pytest

from tapstack.pytest_plugin import Resource, Stack, StackSet
from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import accepts, allows, key_of, role_arn, trusts
from tests.unit.stack.values import plain

ELSEWHERE = "us-west-2"
RULE = "ReplicationConfiguration.Rules[0]"


def bucket(stack: Stack) -> Resource:
    return stack.resource("TradingDataBucket")


def arn(stack: Stack, logical_id: str = "TradingDataBucket") -> str:
    return f"arn:aws:s3:::{stack.resource(logical_id).property('BucketName')}"


def via_s3(stack: Stack) -> dict[str, str]:
    return {"kms:ViaService": f"s3.{stack.region}.amazonaws.com"}


@pytest.fixture(params=["to the target", "and back"])
def way(request: pytest.FixtureRequest, pair: Callable[..., Pair]) -> Pair:
    """The stack that sends, then the one that receives."""
    source, target = pair(ReplicationMode="BIDIRECTIONAL")
    return (source, target) if request.param == "to the target" else (target, source)


def test_the_destination_is_deployed_first(tapstack_stackset: StackSet) -> None:
    assert list(tapstack_stackset.regions) == [TARGET, SOURCE]


def test_only_the_source_replicates_until_both_ways_are_asked_for(source: Stack, target: Stack) -> None:
    assert bucket(source).has("ReplicationConfiguration")
    assert "S3ReplicationRole" in source
    assert not bucket(target).has("ReplicationConfiguration")
    assert "S3ReplicationRole" not in target


def test_a_third_region_replicates_nothing(tapstack_stackset: StackSet) -> None:
    for mode in ("FORWARD", "BIDIRECTIONAL"):
        third = tapstack_stackset.with_parameters(ReplicationMode=mode).stack(ELSEWHERE)
        assert not bucket(third).has("ReplicationConfiguration")
        assert "S3ReplicationRole" not in third


def test_the_destination_is_the_bucket_that_the_peer_makes(way: Pair) -> None:
    sender, receiver = way
    assert len(bucket(sender).property("ReplicationConfiguration.Rules")) == 1
    assert bucket(sender).property(f"{RULE}.Destination.Bucket") == arn(receiver)
    assert arn(receiver) != arn(sender)


def test_both_ends_keep_versions(source: Stack, target: Stack) -> None:
    for stack in (source, target):
        assert bucket(stack).property("VersioningConfiguration.Status") == "Enabled"


def test_the_rule_is_complete_and_takes_every_object(way: Pair) -> None:
    """A rule with ``Filter`` needs ``Priority`` and ``DeleteMarkerReplication``; no filter at all is another version."""
    rule = bucket(way[0]).property(RULE)
    assert rule["Status"] == "Enabled"
    assert rule["Filter"] == {"Prefix": ""}
    assert rule["Priority"] >= 0
    assert rule["DeleteMarkerReplication"]["Status"] == "Enabled"


@pytest.mark.parametrize("selected", ["SseKmsEncryptedObjects", "ReplicaModifications"])
def test_encrypted_objects_and_changes_of_replicas_are_selected(selected: str, way: Pair) -> None:
    assert bucket(way[0]).property(f"{RULE}.SourceSelectionCriteria.{selected}.Status") == "Enabled"


def test_replicas_are_encrypted_with_the_key_of_the_peer(way: Pair) -> None:
    sender, receiver = way
    alias = receiver.resource("PlatformKeyAlias")
    key = bucket(sender).property(f"{RULE}.Destination.EncryptionConfiguration.ReplicaKmsKeyID")
    assert key == f"arn:aws:kms:{receiver.region}:{ACCOUNT}:{alias.property('AliasName')}"
    assert plain(alias.property("TargetKeyId")) == "${PlatformKey}"


def test_replicas_arrive_within_15_minutes_and_are_measured(way: Pair) -> None:
    """15 is the only number that S3 takes, and the time needs the metrics."""
    to = bucket(way[0]).property(f"{RULE}.Destination")
    assert to["ReplicationTime"] == {"Status": "Enabled", "Time": {"Minutes": 15}}
    assert to["Metrics"] == {"Status": "Enabled", "EventThreshold": {"Minutes": 15}}


def test_s3_replicates_with_the_role_of_its_own_stack(way: Pair) -> None:
    sender, _ = way
    assert bucket(sender).property("ReplicationConfiguration.Role") == role_arn(sender, "S3ReplicationRole")
    assert trusts(sender.resource("S3ReplicationRole"), "s3.amazonaws.com")


def test_the_role_and_the_bucket_do_not_wait_for_each_other(way: Pair) -> None:
    """The seed's circle: the role names the bucket by its name, for the bucket needs the role's ARN."""
    sender, _ = way
    assert sender.depends_on("TradingDataBucket", "S3ReplicationRole")
    assert not sender.depends_on("S3ReplicationRole", "TradingDataBucket")


@pytest.mark.parametrize("action", ["s3:GetReplicationConfiguration", "s3:ListBucket"])
def test_the_role_reads_the_senders_configuration_only(action: str, way: Pair) -> None:
    sender, receiver = way
    role = sender.resource("S3ReplicationRole")
    assert allows(role, action, arn(sender))
    assert not allows(role, action, arn(receiver))


@pytest.mark.parametrize(
    "action", ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"]
)
def test_the_role_reads_the_senders_versions_only(action: str, way: Pair) -> None:
    sender, receiver = way
    role = sender.resource("S3ReplicationRole")
    assert allows(role, action, f"{arn(sender)}/trades/1")
    assert not allows(role, action, f"{arn(receiver)}/trades/1")


@pytest.mark.parametrize("action", ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"])
def test_the_role_writes_replicas_to_the_receiver_only(action: str, way: Pair) -> None:
    sender, receiver = way
    role = sender.resource("S3ReplicationRole")
    assert allows(role, action, f"{arn(receiver)}/trades/1")
    assert not allows(role, action, f"{arn(sender)}/trades/1")


def test_the_role_decrypts_with_the_senders_key_through_s3_only(way: Pair) -> None:
    sender, receiver = way
    role = sender.resource("S3ReplicationRole")
    assert allows(role, "kms:Decrypt", "${PlatformKey.Arn}", via_s3(sender))
    assert not allows(role, "kms:Decrypt", "${PlatformKey.Arn}", via_s3(receiver))
    assert not allows(role, "kms:Decrypt", "${PlatformKey.Arn}")


@pytest.mark.parametrize("action", ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"])
def test_the_role_encrypts_with_the_key_behind_the_receivers_alias_only(action: str, way: Pair) -> None:
    sender, receiver = way
    role, alias = sender.resource("S3ReplicationRole"), receiver.resource("PlatformKeyAlias").property("AliasName")
    key = key_of(receiver.region)
    wanted: dict[str, Any] = {"kms:ResourceAliases": ["alias/other", alias], **via_s3(receiver)}
    assert allows(role, action, key, wanted)
    assert not allows(role, action, key, {**wanted, "kms:ResourceAliases": ["alias/other"]})
    assert not allows(role, action, key, {**wanted, **via_s3(sender)})
    assert not allows(role, action, key_of(sender.region), wanted)


@pytest.mark.parametrize("action", ["s3:GetObjectRetention", "s3:GetObjectLegalHold"])
def test_the_role_reads_locks_where_there_are_locks(action: str, pair: Callable[..., Pair]) -> None:
    for days, readable in (("0", False), ("30", True)):
        source, _ = pair(ObjectLockRetentionDays=days)
        assert allows(source.resource("S3ReplicationRole"), action, f"{arn(source)}/trades/1") is readable


def test_the_roles_of_replication_take_the_boundary_if_asked_for(pair: Callable[..., Pair]) -> None:
    boundary = f"arn:aws:iam::{ACCOUNT}:policy/limit"
    for asked in ("", boundary):
        source, _ = pair(PermissionsBoundaryArn=asked)
        for logical_id in ("S3ReplicationRole", "BatchReplicationRole"):
            assert source.resource(logical_id).property("PermissionsBoundary", "") == asked


EVENTS = {
    "s3:Replication:OperationFailedReplication",
    "s3:Replication:OperationMissedThreshold",
    "s3:Replication:OperationNotTracked",
    "s3:Replication:OperationReplicatedAfterThreshold",
}


def test_what_was_not_replicated_in_time_is_told_to_the_topic(way: Pair) -> None:
    sender, _ = way
    topic = f"arn:aws:sns:{sender.region}:{ACCOUNT}:{sender.resource('MigrationEventTopic').property('TopicName')}"
    told = bucket(sender).property("NotificationConfiguration.TopicConfigurations")
    assert {entry["Event"] for entry in told} == EVENTS
    assert {entry["Topic"] for entry in told} == {topic}


def test_a_bucket_without_rule_has_no_news_of_it(target: Stack) -> None:
    assert not bucket(target).has("NotificationConfiguration")


def test_the_topic_takes_the_buckets_news_before_the_bucket_is_made(way: Pair) -> None:
    """S3 tries the topic when it is told of it."""
    sender, receiver = way
    policy = sender.resource("MigrationEventTopicPolicy")
    topic = bucket(sender).property("NotificationConfiguration.TopicConfigurations[0].Topic")
    ours = {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": arn(sender)}
    publish = (policy.property("PolicyDocument"), "s3.amazonaws.com", "sns:Publish", topic)
    assert accepts(*publish, ours)
    assert not accepts(*publish, {**ours, "aws:SourceArn": arn(receiver)})
    assert not accepts(*publish, {**ours, "aws:SourceAccount": "210987654321"})
    assert bucket(sender).depends_on(policy, direct=True)


@pytest.mark.parametrize("action", ["kms:Decrypt", "kms:GenerateDataKey"])
def test_s3_may_use_the_key_of_the_topic(action: str, way: Pair) -> None:
    sender, _ = way
    assert plain(sender.resource("MigrationEventTopic").property("KmsMasterKeyId")) == "${PlatformKey.Arn}"
    policy = sender.resource("PlatformKey").property("KeyPolicy")
    assert accepts(policy, "s3.amazonaws.com", action, "*", {"aws:SourceAccount": ACCOUNT})
    assert not accepts(policy, "s3.amazonaws.com", action, "*", {"aws:SourceAccount": "210987654321"})


def test_jobs_for_what_exists_run_in_the_source_only(source: Stack, target: Stack) -> None:
    for logical_id in ("BatchReplicationRole", "BatchReportBucket", "BatchReportBucketPolicy"):
        assert logical_id in source
        assert logical_id not in target


def test_the_job_starts_replication_of_the_data_bucket_only(source: Stack) -> None:
    role = source.resource("BatchReplicationRole")
    assert trusts(role, "batchoperations.s3.amazonaws.com")
    assert allows(role, "s3:InitiateReplication", f"{arn(source)}/trades/1")
    assert allows(role, "s3:GetReplicationConfiguration", arn(source))
    assert allows(role, "s3:PutInventoryConfiguration", arn(source))
    assert not allows(role, "s3:InitiateReplication", "arn:aws:s3:::other/trades/1")


def test_the_job_keeps_its_manifest_and_reports_encrypted(source: Stack) -> None:
    role, kept = source.resource("BatchReplicationRole"), f"{arn(source, 'BatchReportBucket')}/report"
    for action in ("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"):
        assert allows(role, action, kept)
        assert not allows(role, action, f"{arn(source)}/report")
    for action in ("kms:Decrypt", "kms:GenerateDataKey"):
        assert allows(role, action, "${PlatformKey.Arn}", via_s3(source))
        assert not allows(role, action, "${PlatformKey.Arn}")


@pytest.mark.parametrize(
    ("variable", "logical_id"),
    [("BATCH_ROLE_ARN", "BatchReplicationRole"), ("REPLICATION_ROLE_ARN", "S3ReplicationRole")],
)
def test_the_workflow_hands_out_the_roles_of_the_source(
    variable: str, logical_id: str, source: Stack, target: Stack
) -> None:
    given = target.resource("ObjectTasksFunction").property(f"Environment.Variables.{variable}")
    assert given == role_arn(source, logical_id)


def test_the_workflow_names_the_buckets_that_the_two_stacks_make(source: Stack, target: Stack) -> None:
    given = target.resource("ObjectTasksFunction").property("Environment.Variables")
    assert given["SOURCE_BUCKET"] == bucket(source).property("BucketName")
    assert given["TARGET_BUCKET"] == bucket(target).property("BucketName")
    assert given["REPORT_BUCKET_ARN"] == arn(source, "BatchReportBucket")
    assert plain(given["REPLICA_KEY_ARN"]) == "${PlatformKey.Arn}"


def test_the_workflow_watches_the_rule_by_its_name(source: Stack, target: Stack) -> None:
    given = target.resource("MigrationChecksFunction").property("Environment.Variables")
    assert given["REPLICATION_RULE"] == bucket(source).property(f"{RULE}.Id")
    assert given["SOURCE_BUCKET"] == bucket(source).property("BucketName")
    assert given["TARGET_BUCKET"] == bucket(target).property("BucketName")


HISTORY = "arn:aws:s3:::old-trades"
OLD_KEY = f"arn:aws:kms:{SOURCE}:{ACCOUNT}:key/old"


@pytest.mark.parametrize(
    ("logical_id", "action", "resource"),
    [
        ("S3ReplicationRole", "s3:GetReplicationConfiguration", HISTORY),
        ("S3ReplicationRole", "s3:ListBucket", HISTORY),
        ("S3ReplicationRole", "s3:GetObjectVersionForReplication", f"{HISTORY}/trades/1"),
        ("S3ReplicationRole", "s3:GetObjectVersionAcl", f"{HISTORY}/trades/1"),
        ("S3ReplicationRole", "s3:GetObjectVersionTagging", f"{HISTORY}/trades/1"),
        ("S3ReplicationRole", "s3:GetObjectRetention", f"{HISTORY}/trades/1"),
        ("S3ReplicationRole", "s3:GetObjectLegalHold", f"{HISTORY}/trades/1"),
        ("BatchReplicationRole", "s3:InitiateReplication", f"{HISTORY}/trades/1"),
        ("BatchReplicationRole", "s3:GetReplicationConfiguration", HISTORY),
        ("BatchReplicationRole", "s3:PutInventoryConfiguration", HISTORY),
    ],
)
def test_a_bucket_that_is_not_ours_is_replicated_if_it_is_named(
    logical_id: str, action: str, resource: str, pair: Callable[..., Pair]
) -> None:
    unnamed, named = pair()[0], pair(HistoricalBucketName="old-trades")[0]
    assert allows(named.resource(logical_id), action, resource)
    assert not allows(unnamed.resource(logical_id), action, resource)


def test_the_key_of_that_bucket_decrypts_through_s3_if_it_is_named(pair: Callable[..., Pair]) -> None:
    role = pair(HistoricalBucketName="old-trades", HistoricalKeyArn=OLD_KEY)[0].resource("S3ReplicationRole")
    assert allows(role, "kms:Decrypt", OLD_KEY, {"kms:ViaService": f"s3.{SOURCE}.amazonaws.com"})
    assert not allows(role, "kms:Decrypt", OLD_KEY)


def test_the_workflow_is_told_of_that_bucket(pair: Callable[..., Pair]) -> None:
    for name in ("", "old-trades"):
        _, target = pair(HistoricalBucketName=name)
        assert target.resource("ObjectTasksFunction").property("Environment.Variables.HISTORICAL_BUCKET") == name
