"""Controls of replication and residency hold on the template, and fail once it loses what they guard."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tapstack.findings import Status
from tapstack.pipeline.waivers.read import read
from tests.integration.controls.losing import (
    BOTH,
    LOST,
    ROOT,
    TEMPLATE,
    Place,
    Way,
    assert_fails,
    checks_of,
    whole,
)
from tests.place import SOURCE, TARGET

CHECKS = checks_of("replication", "residency")
# By design: ReplicationMode BIDIRECTIONAL sends objects back, and the table is written in both regions.
FAILING = {
    "GLOBAL_TABLE_KEEPS_UNION_DATA": {(SOURCE, "TradingAnalyticsTable"): "FAIL"},
    "UNION_DATA_NOT_SENT_AWAY": {(TARGET, "TradingDataBucket"): "FAIL"},
}
RULE = ("TradingDataBucket", "Properties", "ReplicationConfiguration", "Fn::If", 1, "Rules", 0)
ROLE = ("S3ReplicationRole", "Properties", "Policies", 0, "PolicyDocument", "Statement")
TABLE = ("TradingAnalyticsTable", "Properties")
REPLICAS = (*TABLE, "Replicas")
PLATFORM_KEY = ("PlatformKey", "Properties")
BUCKETS = {(region, "TradingDataBucket"): "FAIL" for region in BOTH}
OWNER = {(SOURCE, "TradingAnalyticsTable"): "FAIL"}
COPIES_BACK = {
    "Type": "AWS::Backup::BackupPlan",
    "Condition": "IsTargetRegion",
    "Properties": {
        "BackupPlan": {
            "BackupPlanRule": [
                {
                    "CopyActions": [
                        {
                            "DestinationBackupVaultArn": {
                                "Fn::Sub": "arn:aws:backup:${SourceRegion}:${AWS::AccountId}:backup-vault:v"
                            }
                        }
                    ]
                }
            ]
        }
    },
}
HERE = {"Fn::Sub": "arn:aws:s3:::trading-data-${EnvironmentSuffix}-${AWS::AccountId}-${AWS::Region}"}


def place_of(sid: str) -> int:
    """The place of a statement of the role that replicates."""
    statements = TEMPLATE["Resources"]["S3ReplicationRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
    return next(place for place, one in enumerate(statements) if one.get("Sid") == sid)


CASES: list[tuple[str, Way, Any, Mapping[Place, str]]] = [
    ("S3_REPLICATION_LEAVES_THE_REGION", (*RULE, "Destination", "Bucket"), HERE, BUCKETS),
    ("S3_REPLICATION_LEAVES_THE_REGION", (*RULE, "Destination", "Bucket"), {"Fn::GetAtt": ["BatchReportBucket", "Arn"]}, {(SOURCE, "TradingDataBucket"): "FAIL", (TARGET, "TradingDataBucket"): "UNKNOWN"}),
    ("S3_REPLICATION_LEAVES_THE_REGION", (*RULE, "Destination", "Bucket"), "arn:aws:s3:::nobodys", {(r, "TradingDataBucket"): "UNKNOWN" for r in BOTH}),
    ("S3_REPLICATION_ROLE_NAMES_WHAT_IT_TOUCHES", (*ROLE, place_of("WriteReplicas"), "Resource"), "arn:aws:s3:::trading-data-*", BUCKETS),
    ("S3_REPLICATION_ROLE_NAMES_WHAT_IT_TOUCHES", (*ROLE, place_of("DecryptHere"), "Resource"), "*", BUCKETS),
    ("S3_REPLICATION_ROLE_NAMES_WHAT_IT_TOUCHES", (*ROLE, place_of("EncryptThere"), "Condition", "ForAnyValue:StringEquals"), LOST, BUCKETS),
    ("GLOBAL_TABLE_REPLICATED_TO_EVERY_REGION", (*REPLICAS, 1), LOST, OWNER),
    ("GLOBAL_TABLE_REPLICATED_TO_EVERY_REGION", (*REPLICAS, 1, "Region"), "eu-west-1", OWNER),
    ("GLOBAL_TABLE_REPLICAS_TAGGED_ALIKE", (*REPLICAS, 1, "Tags", 1), LOST, OWNER),
    ("GLOBAL_TABLE_REPLICAS_TAGGED_ALIKE", (*REPLICAS, 0, "Tags", 2, "Value"), {"Ref": "TargetRegion"}, OWNER),
    ("S3_REPLICATION_ALARMED", ("S3FailedReplicationAlarm",), LOST, BUCKETS),
    ("S3_REPLICATION_ALARMED", ("S3FailedReplicationAlarm", "Properties", "Dimensions", 2, "Value"), "Another", BUCKETS),
    ("S3_REPLICATION_ALARMED", ("S3FailedReplicationAlarm", "Condition"), "IsTargetRegion", {(SOURCE, "TradingDataBucket"): "FAIL"}),
    ("S3_REPLICATION_ALARMED", (*RULE, "Destination", "Metrics"), LOST, BUCKETS),
    ("GLOBAL_TABLE_REPLICATION_ALARMED", ("TableReplicationLatencyAlarm",), LOST, OWNER),
    ("GLOBAL_TABLE_REPLICATION_ALARMED", ("TableReplicationLatencyAlarm", "Condition"), "IsSourceRegion", OWNER),
    ("GLOBAL_TABLE_REPLICATION_ALARMED", ("TableReplicationLatencyAlarm", "Properties", "Dimensions", 1, "Value"), {"Ref": "AWS::Region"}, OWNER),
    ("STACK_NAMES_REGIONS_OF_THE_DEPLOYMENT", ("ConfigParameter", "Properties", "Value"), "us-west-2", {(r, "ConfigParameter"): "FAIL" for r in BOTH}),
    ("STACK_NAMES_REGIONS_OF_THE_DEPLOYMENT", ("VpcPeering", "Properties", "PeerRegion"), "eu-west-1", {(SOURCE, "VpcPeering"): "FAIL"}),
    ("UNION_DATA_NOT_SENT_AWAY", ("CopiesBack",), COPIES_BACK, {(TARGET, "CopiesBack"): "FAIL"}),
    ("UNION_DATA_NOT_SENT_AWAY", ("MigrationNoticeRule", "Properties", "Targets", 0, "Arn"), {"Fn::Sub": "arn:aws:sns:us-east-1:${AWS::AccountId}:t"}, {(TARGET, "MigrationNoticeRule"): "FAIL"}),
    ("UNION_DATA_NOT_SENT_AWAY", (*RULE, "Status"), "Disabled", {(TARGET, "TradingDataBucket"): "SKIP"}),
    ("GLOBAL_TABLE_KEEPS_UNION_DATA", (*REPLICAS, 0, "Region"), "eu-west-1", {(SOURCE, "TradingAnalyticsTable"): "PASS"}),
    ("GLOBAL_TABLE_KEEPS_UNION_DATA", (*REPLICAS, 1, "Tags", 1, "Value"), "Public", {(SOURCE, "TradingAnalyticsTable"): "SKIP"}),
    ("UNION_KEY_STAYS_IN_THE_UNION", (*PLATFORM_KEY, "MultiRegion"), True, {(TARGET, "PlatformKey"): "UNKNOWN"}),
    ("UNION_KEY_STAYS_IN_THE_UNION", ("Replica",), {"Type": "AWS::KMS::ReplicaKey", "Condition": "IsTargetRegion", "Properties": {"PrimaryKeyArn": {"Fn::Sub": "arn:aws:kms:${SourceRegion}:${AWS::AccountId}:key/mrk-1"}}}, {(TARGET, "Replica"): "FAIL"}),
]  # fmt: skip


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_holds_on_the_template_but_for_what_is_by_design(name: str) -> None:
    failing = FAILING.get(name, {})
    assert {place: status for place, status in whole(CHECKS[name]).items() if status not in ("PASS", "SKIP")} == failing
    assert failing or "PASS" in whole(CHECKS[name]).values()


@pytest.mark.parametrize(("name", "path", "value", "ends"), CASES)
def test_a_check_sees_what_the_template_loses(name, path, value, ends, tmp_path: Path) -> None:
    assert_fails(CHECKS[name], path, value, ends, tmp_path)


def test_every_check_has_been_seen_to_fail() -> None:
    assert {name for name, _, _, ends in CASES if Status.FAIL in ends.values()} | FAILING.keys() == set(CHECKS)


def test_the_table_that_is_written_in_both_regions_is_waived_with_a_legal_basis_and_an_end() -> None:
    [waiver] = [one for one in read([str(ROOT / "rules" / "waivers.yaml")]) if one.rule in FAILING]
    assert (waiver.rule, waiver.resource) == ("GLOBAL_TABLE_KEEPS_UNION_DATA", "TradingAnalyticsTable")
    assert "Legal basis" in waiver.reason and "GDPR Article" in " ".join(waiver.reason.split())
    assert str(waiver.expiry) == "2027-05-31"
