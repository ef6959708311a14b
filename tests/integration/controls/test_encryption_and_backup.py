"""Controls of encryption and backup hold on the template, and fail once it loses what they guard."""

from pathlib import Path
from typing import Any

import pytest

from tests.integration.controls.losing import (
    BOTH,
    FILE,
    LOST,
    TEMPLATE,
    Ends,
    Way,
    assert_fails,
    assert_truth_fails,
    checks_of,
    judged,
    place_of,
    whole,
)
from tests.place import SOURCE, TARGET

CHECKS = checks_of("encryption", "backup")
RESOURCES = TEMPLATE["Resources"]


def everywhere(*names: str) -> Ends:
    """FAIL of these in both regions."""
    return {(region, name): "FAIL" for region in BOTH for name in names}


def of_key(sid: str) -> Way:
    """The way to a statement of the key's policy."""
    return place_of(("PlatformKey", "Properties", "KeyPolicy", "Statement"), sid)


def of_bucket(policy: str, sid: str) -> Way:
    """The way to a statement of a bucket's policy."""
    return place_of((policy, "Properties", "PolicyDocument", "Statement"), sid)


DATA_TLS = of_bucket("TradingDataBucketPolicy", "DenyUnencryptedTransport")
LOGS_TLS = of_bucket("AccessLogBucketPolicy", "DenyUnencryptedTransport")
REPLICAS = ("TradingAnalyticsTable", "Properties", "Replicas")
KEY_OF = ("SSESpecification", "KMSMasterKeyId")
ALARMS, EVENTS = of_key("AlarmsAndBucketsNotifyTheTopic"), of_key("EventsReachTheTopicAndQueues")
LOGS = of_key("LogsEncryptLogGroups")
LOGS_ARN = (*LOGS, "Condition", "ArnLike", "kms:EncryptionContext:aws:logs:arn")
TABLE, DATA = (SOURCE, "TradingAnalyticsTable"), "TradingDataBucket"
SELECTION = ("BackupSelection", "Properties", "BackupSelection")
COPIES = ("BackupPlan", "Properties", "BackupPlan", "BackupPlanRule", 0, "CopyActions")
LIFECYCLE = (DATA, "Properties", "LifecycleConfiguration", "Rules")

CASES: list[tuple[str, Way, Any, Ends]] = [
    ("S3_BUCKET_DENIES_PLAIN_HTTP", ("TradingDataBucketPolicy",), LOST, everywhere(DATA)),
    ("S3_BUCKET_DENIES_PLAIN_HTTP", ("BatchReportBucketPolicy",), LOST, {(SOURCE, "BatchReportBucket"): "FAIL"}),
    ("S3_BUCKET_DENIES_PLAIN_HTTP", ("BatchReportBucketPolicy", "Properties", "Bucket"), {"Ref": "AccessLogBucket"}, {(SOURCE, "BatchReportBucket"): "FAIL"}),
    ("S3_BUCKET_DENIES_PLAIN_HTTP", LOGS_TLS, LOST, everywhere("AccessLogBucket")),
    ("S3_BUCKET_DENIES_PLAIN_HTTP", (*DATA_TLS, "Resource"), {"Fn::Sub": "${TradingDataBucket.Arn}/*"}, everywhere(DATA)),
    ("S3_BUCKET_DENIES_PLAIN_HTTP", (*DATA_TLS, "Principal"), {"AWS": {"Ref": "AWS::AccountId"}}, everywhere(DATA)),
    ("S3_BUCKET_DENIES_PLAIN_HTTP", (*DATA_TLS, "Condition", "Bool", "aws:SecureTransport"), "true", everywhere(DATA)),
    ("S3_BUCKET_DENIES_PLAIN_HTTP", ("TradingDataBucketPolicy", "Condition"), "IsSourceRegion", {(TARGET, DATA): "FAIL"}),
    ("DYNAMODB_REPLICA_KEY_IN_ITS_REGION", (*REPLICAS, 1, *KEY_OF), {"Fn::GetAtt": ["PlatformKey", "Arn"]}, {TABLE: "FAIL"}),
    ("DYNAMODB_REPLICA_KEY_IN_ITS_REGION", (*REPLICAS, 1, "SSESpecification"), LOST, {TABLE: "FAIL"}),
    ("DYNAMODB_REPLICA_KEY_IN_ITS_REGION", (*REPLICAS, 0, *KEY_OF), "alias/aws/dynamodb", {TABLE: "FAIL"}),
    ("KMS_KEY_SERVICES_ACT_FOR_OUR_ACCOUNT", (*ALARMS, "Condition"), LOST, everywhere("PlatformKey")),
    ("KMS_KEY_SERVICES_ACT_FOR_OUR_ACCOUNT", (*EVENTS, "Action"), "kms:*", everywhere("PlatformKey")),
    ("KMS_KEY_SERVICES_ACT_FOR_OUR_ACCOUNT", (*LOGS_ARN, 0), "arn:aws:logs:*", everywhere("PlatformKey")),
    ("KMS_KEY_LETS_ITS_SERVICES_USE_IT", EVENTS, LOST, everywhere("MigrationBus", "MigrationArchive")),
    ("KMS_KEY_LETS_ITS_SERVICES_USE_IT", (*EVENTS, "Principal", "Service"), "scheduler.amazonaws.com", everywhere("MigrationBus", "MigrationArchive")),
    ("DATA_SELECTED_BY_BACKUP_PLAN", ("BackupSelection",), LOST, {TABLE: "FAIL", **everywhere(DATA)}),
    ("DATA_SELECTED_BY_BACKUP_PLAN", (*SELECTION, "Resources", 0), LOST, {TABLE: "FAIL"}),
    ("DATA_SELECTED_BY_BACKUP_PLAN", (*SELECTION, "Resources", 1), LOST, everywhere(DATA)),
    ("DATA_SELECTED_BY_BACKUP_PLAN", (*SELECTION, "NotResources"), ["arn:aws:dynamodb:*"], {TABLE: "FAIL"}),
    ("DATA_SELECTED_BY_BACKUP_PLAN", (DATA, "Properties", "ReplicationConfiguration"), LOST, {(TARGET, DATA): "FAIL"}),
    ("DATA_SELECTED_BY_BACKUP_PLAN", ("MigrationStateTable", "Properties", "Tags", 1, "Value"), "Trading", {(TARGET, "MigrationStateTable"): "FAIL"}),
    ("BACKUP_PLAN_COPIES_TO_ANOTHER_REGION", COPIES, LOST, {(SOURCE, "BackupPlan"): "FAIL"}),
    ("BACKUP_PLAN_COPIES_TO_ANOTHER_REGION", (*COPIES, 0, "DestinationBackupVaultArn"), {"Fn::GetAtt": ["BackupVault", "BackupVaultArn"]}, {(SOURCE, "BackupPlan"): "FAIL"}),
    ("BACKUP_PLAN_COPIES_TO_ANOTHER_REGION", ("BackupVault", "Condition"), "IsSourceRegion", {(SOURCE, "BackupPlan"): "FAIL"}),
    ("S3_LIFECYCLE_WAITS_FOR_RETENTION", (*LIFECYCLE, 1, "NoncurrentVersionExpiration", "NoncurrentDays"), 29, everywhere(DATA)),
    ("S3_LIFECYCLE_WAITS_FOR_RETENTION", (*LIFECYCLE, 2, "ExpirationInDays"), 7, everywhere(DATA)),
]  # fmt: skip

# What truths judge of ENC-14, ENC-05, BKP-05 and BKP-07.
TRUTHS: list[tuple[str, Way, Any, Ends]] = [
    ("ACCESS-050", (*ALARMS, "Principal", "Service", 0), LOST, everywhere("FunctionErrorsAlarm")),
    ("ACCESS-051", (*ALARMS, "Principal", "Service", 1), LOST, everywhere(DATA)),
    ("ACCESS-053", EVENTS, LOST, everywhere("KeyStateRule")),
    ("ACCESS-055", EVENTS, LOST, everywhere("ProbeSchedule")),
    ("ACCESS-063", LOGS, LOST, everywhere("FlowLogGroup")),
    ("DDB-034", (*REPLICAS, 1, *KEY_OF), {"Fn::GetAtt": ["PlatformKey", "Arn"]}, {TABLE: "FAIL"}),
    ("BACKUP-013", (*SELECTION, "Resources", 0), {"Fn::Sub": "arn:aws:s3:::trading-batch-${EnvironmentSuffix}"}, {(SOURCE, "BackupSelection"): "FAIL"}),
    ("BACKUP-015", ("TradingDataBucket", "Properties", "VersioningConfiguration"), LOST, {(SOURCE, "BackupSelection"): "FAIL"}),
    ("BACKUP-003", ("BackupVault", "Condition"), "IsSourceRegion", {(SOURCE, "BackupPlan"): "FAIL"}),
]  # fmt: skip


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_holds_on_the_template_and_is_about_something(name: str) -> None:
    assert set(whole(CHECKS[name]).values()) <= {"PASS", "SKIP"}
    assert "PASS" in whole(CHECKS[name]).values()


@pytest.mark.parametrize(("name", "way", "value", "lost"), CASES)
def test_a_check_fails_where_the_template_loses_what_it_guards(name, way, value, lost, tmp_path: Path) -> None:
    assert_fails(CHECKS[name], way, value, lost, tmp_path)


def test_every_check_has_been_seen_to_fail() -> None:
    assert {name for name, *_ in CASES} == set(CHECKS)


@pytest.mark.parametrize(("name", "way", "value", "lost"), TRUTHS)
def test_a_truth_that_judges_a_control_fails_likewise(name, way, value, lost, tmp_path: Path) -> None:
    assert_truth_fails(name, way, value, lost, tmp_path)


def test_the_data_bucket_is_not_asked_for_a_backup_while_its_parameter_has_it_out() -> None:
    found = judged(CHECKS["DATA_SELECTED_BY_BACKUP_PLAN"], FILE, BackupDataBucket="false")
    assert {place: found[place] for place in [TABLE, *everywhere(DATA)]} == {
        TABLE: "PASS",
        (TARGET, DATA): "SKIP",
        (SOURCE, DATA): "SKIP",
    }
