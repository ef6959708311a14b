"""Each rule of ours holds on the template, and fails once the template loses what the rule guards."""

import json
from copy import deepcopy
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from tapstack.checks.policy.document import Document
from tapstack.checks.policy.engine import binding
from tapstack.checks.policy.files import rule_files
from tapstack.checks.policy.judge import judge
from tapstack.checks.policy.unit import Unit
from tapstack.checks.subject import Subject
from tests.place import SOURCE, TARGET

ROOT = Path(__file__).parents[2]
TEMPLATE = json.loads((ROOT / "lib" / "TapStack.json").read_text())
RULES = {unit.name: unit for file in rule_files([str(ROOT / "rules")]) for unit in file.units}
BOTH = (TARGET, SOURCE)
LOST: Any = object()

Step = str | int
Ends = dict[tuple[str, str | None], str]

BUCKET = ("TradingDataBucket", "Properties")
DEFAULT = (*BUCKET, "BucketEncryption", "ServerSideEncryptionConfiguration", 0, "ServerSideEncryptionByDefault")
LIFECYCLE = (*BUCKET, "LifecycleConfiguration", "Rules")
REPLICATION = (*BUCKET, "ReplicationConfiguration", "Fn::If", 1, "Rules")
COPY = (*REPLICATION, 0, "Destination")
TABLE = ("TradingAnalyticsTable", "Properties")
REPLICAS = (*TABLE, "Replicas")
STATE = ("MigrationStateTable", "Properties")
STREAM = ("MarketDataStream", "Properties", "StreamEncryption")
TOPIC = ("MigrationEventTopic", "Properties")
KEY = ("PlatformKey", "Properties")
STATEMENT = (*KEY, "KeyPolicy", "Statement")
EVERYBODY = {"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}

CASES: list[tuple[str, tuple[Step, ...], Any, tuple[str, ...]]] = [
    ("S3_BUCKET_ENCRYPTED_WITH_CUSTOMER_KEY", (*BUCKET, "BucketEncryption"), LOST, BOTH),
    ("S3_BUCKET_ENCRYPTED_WITH_CUSTOMER_KEY", (*DEFAULT, "SSEAlgorithm"), "AES256", BOTH),
    ("S3_BUCKET_ENCRYPTED_WITH_CUSTOMER_KEY", (*DEFAULT, "KMSMasterKeyID"), LOST, BOTH),
    ("S3_BUCKET_ENCRYPTED_WITH_CUSTOMER_KEY", (*DEFAULT, "KMSMasterKeyID"), "alias/aws/s3", BOTH),
    ("DYNAMODB_TABLE_ENCRYPTED_WITH_CUSTOMER_KEY", (*TABLE, "SSESpecification"), LOST, (SOURCE,)),
    ("DYNAMODB_TABLE_ENCRYPTED_WITH_CUSTOMER_KEY", (*TABLE, "SSESpecification", "SSEEnabled"), "false", (SOURCE,)),
    ("DYNAMODB_TABLE_ENCRYPTED_WITH_CUSTOMER_KEY", (*REPLICAS, 1, "SSESpecification"), LOST, (SOURCE,)),
    ("DYNAMODB_TABLE_ENCRYPTED_WITH_CUSTOMER_KEY", (*STATE, "SSESpecification", "SSEType"), LOST, (TARGET,)),
    ("DYNAMODB_TABLE_ENCRYPTED_WITH_CUSTOMER_KEY", (*STATE, "SSESpecification", "KMSMasterKeyId"), LOST, (TARGET,)),
    ("DYNAMODB_TABLE_ENCRYPTED_WITH_CUSTOMER_KEY", (*REPLICAS, 0, "SSESpecification", "KMSMasterKeyId"), "alias/aws/dynamodb", (SOURCE,)),
    ("KINESIS_STREAM_ENCRYPTED_WITH_CUSTOMER_KEY", STREAM, LOST, BOTH),
    ("KINESIS_STREAM_ENCRYPTED_WITH_CUSTOMER_KEY", (*STREAM, "EncryptionType"), "NONE", BOTH),
    ("KINESIS_STREAM_ENCRYPTED_WITH_CUSTOMER_KEY", (*STREAM, "KeyId"), LOST, BOTH),
    ("KINESIS_STREAM_ENCRYPTED_WITH_CUSTOMER_KEY", (*STREAM, "KeyId"), "alias/aws/kinesis", BOTH),
    ("SNS_TOPIC_ENCRYPTED_WITH_CUSTOMER_KEY", (*TOPIC, "KmsMasterKeyId"), LOST, BOTH),
    ("SNS_TOPIC_ENCRYPTED_WITH_CUSTOMER_KEY", (*TOPIC, "KmsMasterKeyId"), "alias/aws/sns", BOTH),
    ("LAMBDA_VARIABLES_ENCRYPTED_WITH_CUSTOMER_KEY", ("AnalyticsFunction", "Properties", "KmsKeyArn"), LOST, BOTH),
    ("LOG_GROUP_ENCRYPTED_WITH_CUSTOMER_KEY", ("AnalyticsLogGroup", "Properties", "KmsKeyId"), LOST, BOTH),
    ("KMS_KEY_ROTATED", (*KEY, "EnableKeyRotation"), LOST, BOTH),
    ("KMS_KEY_ROTATED", (*KEY, "EnableKeyRotation"), False, BOTH),
    ("KMS_KEY_POLICY_NAMES_PRINCIPALS", STATEMENT, [], BOTH),
    ("KMS_KEY_POLICY_NAMES_PRINCIPALS", (*STATEMENT, 1), EVERYBODY, BOTH),
    ("KMS_KEY_POLICY_NAMES_PRINCIPALS", (*STATEMENT, 0, "Principal"), {"AWS": "*"}, BOTH),
    ("KMS_KEY_POLICY_NAMES_PRINCIPALS", (*STATEMENT, 0, "NotPrincipal"), {"AWS": "arn:aws:iam::111122223333:root"}, BOTH),
    ("KMS_KEY_OUTLIVES_MISTAKES", ("PlatformKey", "DeletionPolicy"), LOST, BOTH),
    ("KMS_KEY_OUTLIVES_MISTAKES", ("PlatformKey", "UpdateReplacePolicy"), "Delete", BOTH),
    ("KMS_KEY_OUTLIVES_MISTAKES", (*KEY, "PendingWindowInDays"), "7", BOTH),
    ("DYNAMODB_TABLE_RECOVERABLE_TO_POINT_IN_TIME", (*STATE, "PointInTimeRecoverySpecification"), LOST, (TARGET,)),
    ("DYNAMODB_TABLE_RECOVERABLE_TO_POINT_IN_TIME", (*REPLICAS, 1, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"), False, (SOURCE,)),
    ("DYNAMODB_TABLE_PROTECTED_FROM_DELETION", (*REPLICAS, 0, "DeletionProtectionEnabled"), LOST, (SOURCE,)),
    ("DYNAMODB_TABLE_PROTECTED_FROM_DELETION", (*STATE, "DeletionProtectionEnabled"), False, (TARGET,)),
    ("STATEFUL_RESOURCE_RETAINED", ("TradingDataBucket", "DeletionPolicy"), LOST, BOTH),
    ("STATEFUL_RESOURCE_RETAINED", ("TradingAnalyticsTable", "UpdateReplacePolicy"), LOST, (SOURCE,)),
    ("STATEFUL_RESOURCE_RETAINED", ("MarketDataStream", "DeletionPolicy"), "Delete", BOTH),
    ("STATEFUL_RESOURCE_RETAINED", ("MigrationStateTable", "UpdateReplacePolicy"), "Delete", (TARGET,)),
    ("S3_BUCKET_VERSIONED", (*BUCKET, "VersioningConfiguration"), LOST, BOTH),
    ("S3_BUCKET_VERSIONED", (*BUCKET, "VersioningConfiguration", "Status"), "Suspended", BOTH),
    ("S3_BUCKET_NONCURRENT_VERSIONS_EXPIRE", (*BUCKET, "LifecycleConfiguration"), LOST, BOTH),
    ("S3_BUCKET_NONCURRENT_VERSIONS_EXPIRE", (*LIFECYCLE, 1), LOST, BOTH),
    ("S3_BUCKET_NONCURRENT_VERSIONS_EXPIRE", (*LIFECYCLE, 1, "Status"), "Disabled", BOTH),
    ("S3_BUCKET_NONCURRENT_VERSIONS_EXPIRE", (*LIFECYCLE, 1, "Prefix"), "tmp/", BOTH),
    ("S3_BUCKET_INCOMPLETE_UPLOADS_ABORTED", (*LIFECYCLE, 2), LOST, BOTH),
    ("S3_BUCKET_INCOMPLETE_UPLOADS_ABORTED", (*LIFECYCLE, 2, "Status"), "Disabled", BOTH),
    ("S3_REPLICATION_ENABLED", REPLICATION, [], (SOURCE,)),
    ("S3_REPLICATION_ENABLED", (*REPLICATION, 0, "Status"), "Disabled", (SOURCE,)),
    ("S3_REPLICATION_INCLUDES_DELETIONS", (*REPLICATION, 0, "DeleteMarkerReplication"), LOST, (SOURCE,)),
    ("S3_REPLICATION_INCLUDES_ENCRYPTED_OBJECTS", (*REPLICATION, 0, "SourceSelectionCriteria", "SseKmsEncryptedObjects"), LOST, (SOURCE,)),
    ("S3_REPLICATION_INCLUDES_ENCRYPTED_OBJECTS", (*COPY, "EncryptionConfiguration"), LOST, (SOURCE,)),
    ("S3_REPLICATION_TIME_CONTROLLED", (*COPY, "ReplicationTime"), LOST, (SOURCE,)),
    ("S3_REPLICATION_TIME_CONTROLLED", (*COPY, "ReplicationTime", "Time"), LOST, (SOURCE,)),
    ("S3_REPLICATION_TIME_CONTROLLED", (*COPY, "Metrics", "Status"), "Disabled", (SOURCE,)),
    ("S3_REPLICATION_TIME_CONTROLLED", (*COPY, "Metrics", "EventThreshold"), LOST, (SOURCE,)),
    ("DYNAMODB_STREAM_CARRIES_BOTH_IMAGES", (*TABLE, "StreamSpecification", "StreamViewType"), "NEW_IMAGE", (SOURCE,)),
]  # fmt: skip


def broken(path: tuple[Step, ...], value: Any) -> dict[str, Any]:
    """The template with ``value`` at ``path`` below Resources, or without what stands there."""
    template: dict[str, Any] = deepcopy(TEMPLATE)
    *way, last = path
    place = reduce(lambda inner, step: inner[step], way, template["Resources"])
    if value is LOST:
        del place[last]
    else:
        place[last] = value
    return template


def verdicts(rule: Unit, file: Path) -> Ends:
    """How the rule ends on each resource in each region, as the policy layer judges it."""
    subject = Subject(str(file), BOTH, {"EnvironmentSuffix": "verify"}, complete=True)
    documents = [Document(subject, region) for region in BOTH]
    return {
        (document.stack.region, verdict.resource): verdict.status.value
        for document in documents
        for verdict in judge(rule, document, binding())
    }


@pytest.mark.parametrize("name", RULES)
def test_every_rule_holds_on_the_template_and_is_about_something(name: str) -> None:
    found = verdicts(RULES[name], ROOT / "lib" / "TapStack.json")
    assert set(found.values()) <= {"PASS", "SKIP"}
    assert "PASS" in found.values()


@pytest.mark.parametrize(("name", "path", "value", "regions"), CASES)
def test_a_rule_fails_where_the_template_loses_what_it_guards(name, path, value, regions, tmp_path: Path) -> None:
    whole = verdicts(RULES[name], ROOT / "lib" / "TapStack.json")
    file = tmp_path / "t.json"
    file.write_text(json.dumps(broken(path, value)))
    assert verdicts(RULES[name], file) == {**whole, **{(region, path[0]): "FAIL" for region in regions}}


def test_every_rule_has_been_seen_to_fail() -> None:
    assert {name for name, *_ in CASES} == set(RULES)


@pytest.mark.parametrize("name", [name for name, unit in RULES.items() if "replicating_buckets" in unit.text])
def test_replication_is_asked_only_of_the_region_that_replicates(name: str) -> None:
    found = verdicts(RULES[name], ROOT / "lib" / "TapStack.json")
    assert {place for place, status in found.items() if status != "SKIP"} == {(SOURCE, "TradingDataBucket")}
    assert found[TARGET, "TradingDataBucket"] == "SKIP"
