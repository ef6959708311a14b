"""What has to hold before the cutover: replication of objects and items, copies and restores."""

import datetime as dt

import pytest

from tests.unit.functions.migration.world import NOW, SOURCE, TARGET, call, publish, store
from tests.unit.functions.stand_in import stand_in

RULE = {"SourceBucket": "trading-source", "DestinationBucket": "trading-target", "RuleId": "ToPeer"}
TABLE = {"TableName": "trading-analytics-verify", "ReceivingRegion": TARGET}


def replication(latency, failed, latency_region=TARGET, failed_region=SOURCE, rule=RULE):
    publish(latency_region, "AWS/S3", "ReplicationLatency", rule, *latency)
    publish(failed_region, "AWS/S3", "OperationsFailedReplication", rule, *failed)


@pytest.mark.parametrize(
    ("latency", "failed", "settings", "problem"),
    [
        ([900, 0, 3], [0, 0, 0], {}, None),
        ([901, 0, 3], [0, 0, 0], {}, "ReplicationLatency (s): 901, above 900"),
        ([1, 1, 1, 5000], [0, 0, 0, 9], {}, None),  # before the samples
        ([1, 1, 1], [0, 1, 0], {}, "OperationsFailedReplication: 1, above 0"),
        ([1, 1], [0, 0, 0], {}, "ReplicationLatency (s): 2 of 3 samples"),
        ([], [], {}, "ReplicationLatency (s): 0 of 3 samples"),
        ([1, 1, 1], [], {}, "OperationsFailedReplication: 0 of 3 samples"),
        ([1, 1, 1], [], {"idleBucket": True}, None),
        ([1, 1, 1], [1], {"idleBucket": True}, "OperationsFailedReplication: 1, above 0"),
    ],
)
def test_replication_is_verified_by_every_sample_and_by_no_silence(checks, latency, failed, settings, problem):
    replication(latency, failed)
    answer = call(checks, "verify_replication", settings={"samples": 3} | settings)
    assert (answer["ok"], answer["turn"]) == (problem is None, 1)
    assert not problem or problem in answer["problems"]


@pytest.mark.parametrize(
    "elsewhere", [{"latency_region": SOURCE}, {"failed_region": TARGET}, {"rule": RULE | {"RuleId": "Other"}}]
)
def test_metrics_of_another_region_or_rule_verify_nothing(checks, elsewhere):
    replication([1, 1, 1], [0, 0, 0], **elsewhere)
    assert not call(checks, "verify_replication", settings={"samples": 3})["ok"]


def test_samples_that_are_too_old_verify_nothing(checks):
    publish(TARGET, "AWS/S3", "ReplicationLatency", RULE, 1, 1, 1, skipped=7)
    publish(SOURCE, "AWS/S3", "OperationsFailedReplication", RULE, 0, 0, 0)
    assert not call(checks, "verify_replication", settings={"samples": 3})["ok"]


def test_the_last_look_that_finds_a_problem_ends_the_migration(checks):
    assert call(checks, "verify_replication", turn=46)["turn"] == 47
    with pytest.raises(checks.NotVerifiedError, match=r"verify_replication, after 48 looks: ReplicationLatency \(s\)"):
        call(checks, "verify_replication", turn=47)


def test_the_last_look_that_finds_none_passes(checks):
    replication([1, 1, 1], [0, 0, 0])
    assert call(checks, "verify_replication", turn=47, settings={"samples": 3})["ok"]


def tables(module, source="ACTIVE", target="ACTIVE", replicas=(("eu-central-1", "ACTIVE"),)):
    """DescribeTable of 2019.11.21 global tables tells of the other replicas under ``Replicas`` (botocore's model)."""
    replicas = [{"RegionName": region, "ReplicaStatus": status} for region, status in replicas]
    stand_in(
        module.client("dynamodb", SOURCE), "DescribeTable", {"Table": {"TableStatus": source, "Replicas": replicas}}
    )
    stand_in(module.client("dynamodb", TARGET), "DescribeTable", {"Table": {"TableStatus": target}})


@pytest.mark.parametrize(
    ("state", "latency", "problem"),
    [
        ({}, [10_000, 800, 800], None),
        ({}, [10_001, 800, 800], "ReplicationLatency (ms): 10001, above 10000"),
        ({}, [800, 800], "ReplicationLatency (ms): 2 of 3 samples"),
        ({"source": "UPDATING"}, [1, 1, 1], "table in us-east-1 is UPDATING"),
        ({"target": "CREATING"}, [1, 1, 1], "table in eu-central-1 is CREATING"),
        ({"replicas": ()}, [1, 1, 1], "replica eu-central-1 of us-east-1 is absent"),
        (
            {"replicas": (("eu-central-1", "REPLICATION_NOT_AUTHORIZED"),)},
            [1, 1, 1],
            "replica eu-central-1 of us-east-1 is REPLICATION_NOT_AUTHORIZED",
        ),
        ({"replicas": (("eu-west-1", "ACTIVE"),)}, [1, 1, 1], "replica eu-central-1 of us-east-1 is absent"),
    ],
)
def test_the_table_is_verified_by_both_replicas_and_their_distance(checks, state, latency, problem):
    tables(checks, **state)
    publish(SOURCE, "AWS/DynamoDB", "ReplicationLatency", TABLE, *latency)
    answer = call(checks, "verify_table", settings={"samples": 3})
    assert answer == {"ok": problem is None, "turn": 1, "problems": [problem] if problem else []}


def point(hours=1, status="COMPLETED", table="trading-analytics-verify", region=SOURCE):
    created = dt.datetime.fromtimestamp(NOW - 3600 * hours, dt.UTC)
    return {
        "Status": status,
        "ResourceArn": f"arn:aws:dynamodb:{region}:123456789012:table/{table}",
        "CreationDate": created,
    }


@pytest.mark.parametrize(
    ("points", "restore", "problems"),
    [
        ([point()], ("SUCCESSFUL", 1), []),
        ([point(40), point(36)], ("SUCCESSFUL", 36), []),
        ([], ("SUCCESSFUL", 1), ["no completed copy of trading-analytics-verify in trading-vault-verify in 36 h"]),
        (
            [point(37)],
            ("SUCCESSFUL", 1),
            ["no completed copy of trading-analytics-verify in trading-vault-verify in 36 h"],
        ),
        (
            [point(status="PARTIAL")],
            ("SUCCESSFUL", 1),
            ["no completed copy of trading-analytics-verify in trading-vault-verify in 36 h"],
        ),
        (
            [point(table="x-trading-analytics-verify")],
            ("SUCCESSFUL", 1),
            ["no completed copy of trading-analytics-verify in trading-vault-verify in 36 h"],
        ),
        (
            [point(region=TARGET)],
            ("SUCCESSFUL", 1),
            ["no completed copy of trading-analytics-verify in trading-vault-verify in 36 h"],
        ),
        ([point()], ("FAILED", 1), ["no successful restore test in 36 h"]),
        ([point()], ("SUCCESSFUL", 37), ["no successful restore test in 36 h"]),
        ([point()], None, ["no successful restore test in 36 h"]),
    ],
)
def test_a_backup_is_verified_by_a_recent_copy_and_a_recent_restore(checks, points, restore, problems):
    stand_in(checks.client("backup", TARGET), "ListRecoveryPointsByBackupVault", {"RecoveryPoints": points})
    if restore:
        store("RESTORE#1", Status=restore[0], UpdatedAt=NOW - 3600 * restore[1])
    assert call(checks, "verify_backup") == {"ok": not problems, "turn": 1, "problems": problems}


def test_a_restore_is_found_behind_a_megabyte_of_others(checks):
    """DynamoDB answers a query by pages of 1 MB at most (API Reference, Query)."""
    stand_in(checks.client("backup", TARGET), "ListRecoveryPointsByBackupVault", {"RecoveryPoints": [point()]})
    for number in range(4):
        store(f"RESTORE#{number}", Status="FAILED", UpdatedAt=NOW, Reason="x" * 390_000)
    store("RESTORE#9", Status="SUCCESSFUL", UpdatedAt=NOW)
    assert call(checks, "verify_backup")["ok"]
