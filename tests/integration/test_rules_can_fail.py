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
QUEUE = ("AnalyticsDlq", "Properties")
POLICY = ("TradingDataBucketPolicy", "Properties", "PolicyDocument", "Statement")
VAULT = ("BackupVault", "Properties")
PLAN = ("BackupPlan", "Properties", "BackupPlan", "BackupPlanRule")
GROUP = ("LambdaSecurityGroup", "Properties")
ROLE = ("LambdaExecutionRole", "Properties")
GRANTED = (*ROLE, "Policies", 0, "PolicyDocument", "Statement")
TRUST = (*ROLE, "AssumeRolePolicyDocument", "Statement", 0)
BUS = ("MigrationBusPolicy", "Properties", "Statement")
MAPPING = ("AnalyticsEventSource", "Properties")
RULE = ("StackStatusRule", "Properties")
WORKFLOW = ("MigrationStateMachine", "Properties")
FUNCTION = ("AnalyticsFunction", "Properties")
ANYWHERE = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"}
EVERYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}
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
    ("S3_BUCKET_POLICY_DENIES_PLAIN_HTTP", (*POLICY, 0), LOST, BOTH),
    ("SQS_QUEUE_ENCRYPTED_WITH_CUSTOMER_KEY", (*QUEUE, "KmsMasterKeyId"), LOST, BOTH),
    ("SQS_QUEUE_ENCRYPTED_WITH_CUSTOMER_KEY", (*QUEUE, "KmsMasterKeyId"), "alias/aws/sqs", BOTH),
    ("BACKUP_VAULT_ENCRYPTED_WITH_CUSTOMER_KEY", (*VAULT, "EncryptionKeyArn"), LOST, BOTH),
    ("BACKUP_PLAN_DAILY_AND_KEPT", (*PLAN, 0, "ScheduleExpression"), "cron(0 3 ? * MON *)", (SOURCE,)),
    ("BACKUP_PLAN_DAILY_AND_KEPT", (*PLAN, 0, "Lifecycle"), LOST, (SOURCE,)),
    ("BACKUP_VAULT_LOCKED", (*VAULT, "LockConfiguration"), LOST, BOTH),
    ("BACKUP_VAULT_REFUSES_DELETION", (*VAULT, "AccessPolicy"), LOST, BOTH),
    ("BACKUP_VAULT_REFUSES_DELETION", (*VAULT, "AccessPolicy", "Statement", 0, "Action"), "backup:DeleteRecoveryPoint", BOTH),
    ("S3_RECORDS_LOCKED", (*BUCKET, "ObjectLockConfiguration"), LOST, BOTH),
    ("S3_RECORDS_LOCKED", (*BUCKET, "ObjectLockConfiguration", "Fn::If", 1, "Rule", "DefaultRetention", "Mode"), "GOVERNANCE", BOTH),
    ("S3_REPLICATION_ENABLED", (*BUCKET, "ReplicationConfiguration"), LOST, (SOURCE,)),
    ("DYNAMODB_STREAM_CARRIES_BOTH_IMAGES", (*TABLE, "StreamSpecification"), LOST, (SOURCE,)),
    ("SECURITY_GROUP_HIDES_ADMINISTRATION_PORTS", (*GROUP, "SecurityGroupIngress"), [{**ANYWHERE, "FromPort": 22, "ToPort": "22"}], BOTH),
    ("SECURITY_GROUP_HIDES_ADMINISTRATION_PORTS", ("PeerIngressRule", "Properties"), {**ANYWHERE, "FromPort": 3389, "ToPort": 3389}, BOTH),
    ("SECURITY_GROUP_CLOSED_TO_THE_INTERNET", (*GROUP, "SecurityGroupIngress"), [ANYWHERE], BOTH),
    ("SECURITY_GROUP_CLOSED_TO_THE_INTERNET", ("PeerIngressRule", "Properties", "CidrIp"), "0.0.0.0/0", BOTH),
    ("SECURITY_GROUP_LIMITS_WHAT_LEAVES", (*GROUP, "SecurityGroupEgress"), LOST, BOTH),
    ("SECURITY_GROUP_LIMITS_WHAT_LEAVES", (*GROUP, "SecurityGroupEgress", 0, "IpProtocol"), -1, BOTH),
    ("SUBNET_GIVES_NO_PUBLIC_ADDRESS", ("PrivateSubnet1", "Properties", "MapPublicIpOnLaunch"), True, BOTH),
    ("S3_BUCKET_BLOCKS_PUBLIC_ACCESS", (*BUCKET, "PublicAccessBlockConfiguration"), LOST, BOTH),
    ("S3_BUCKET_BLOCKS_PUBLIC_ACCESS", (*BUCKET, "PublicAccessBlockConfiguration", "BlockPublicPolicy"), LOST, BOTH),
    ("IAM_POLICY_DOES_NOT_ALLOW_EVERYTHING", (*GRANTED, 0), EVERYTHING, BOTH),
    ("IAM_POLICY_NAMES_ACTIONS", (*GRANTED, 0, "Action"), "logs:*", BOTH),
    ("POLICY_ALLOWS_ONLY_WHAT_IT_NAMES", (*GRANTED, 0), {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}, BOTH),
    ("POLICY_ALLOWS_ONLY_WHAT_IT_NAMES", (*BUS, "NotPrincipal"), {"AWS": "111122223333"}, BOTH),
    ("IAM_POLICY_DECRYPTS_WITH_NAMED_KEYS", (*GRANTED, 0), {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"}, BOTH),
    ("IAM_ROLE_TAKEN_ON_BEHALF_OF_THIS_ACCOUNT", (*TRUST, "Condition"), LOST, BOTH),
    ("IAM_POLICY_PASSES_NAMED_ROLES", (*GRANTED, 0), {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}, BOTH),
    ("IAM_POLICY_PASSES_NAMED_ROLES", ("ObjectTasksRole", "Properties", "Policies", 0, "PolicyDocument", "Statement", 7, "Condition"), LOST, (TARGET,)),
    ("IAM_IDENTITY_HAS_NO_BROAD_POLICY", (*ROLE, "ManagedPolicyArns"), ["arn:aws:iam::aws:policy/PowerUserAccess"], BOTH),
    ("RESOURCE_POLICY_NAMES_PRINCIPALS", (*POLICY, 0), EVERYBODY, BOTH),
    ("RESOURCE_POLICY_NAMES_PRINCIPALS", (*STATEMENT, 0, "Principal"), "*", BOTH),
    ("RESOURCE_POLICY_NAMES_PRINCIPALS", (*BUS, "Principal"), "*", BOTH),
    ("LAMBDA_PERMISSION_SAYS_ON_WHOSE_BEHALF", ("ProbePermission", "Properties", "SourceArn"), LOST, BOTH),
    ("S3_BUCKET_LOGS_ACCESS", (*BUCKET, "LoggingConfiguration"), LOST, BOTH),
    ("LOG_GROUP_KEPT_FOR_A_YEAR", ("AnalyticsLogGroup", "Properties", "RetentionInDays"), LOST, BOTH),
    ("LOG_GROUP_KEPT_FOR_A_YEAR", ("AnalyticsLogGroup", "Properties", "RetentionInDays"), "30", BOTH),
    ("ALARM_TELLS_SOMEBODY", ("IteratorAgeAlarm", "Properties", "AlarmActions"), LOST, BOTH),
    ("ALARM_TELLS_SOMEBODY", ("IteratorAgeAlarm", "Properties", "ActionsEnabled"), "false", BOTH),
    ("LAMBDA_FUNCTION_TRACED", (*FUNCTION, "TracingConfig"), LOST, BOTH),
    ("STATE_MACHINE_TRACED_AND_LOGGED", (*WORKFLOW, "TracingConfiguration"), LOST, (TARGET,)),
    ("STATE_MACHINE_TRACED_AND_LOGGED", (*WORKFLOW, "LoggingConfiguration"), LOST, (TARGET,)),
    ("STREAM_CONSUMER_SURVIVES_BAD_RECORDS", (*MAPPING, "DestinationConfig"), LOST, BOTH),
    ("STREAM_CONSUMER_SURVIVES_BAD_RECORDS", (*MAPPING, "MaximumRetryAttempts"), LOST, BOTH),
    ("STREAM_CONSUMER_SURVIVES_BAD_RECORDS", (*MAPPING, "MaximumRecordAgeInSeconds"), LOST, BOTH),
    ("STREAM_CONSUMER_SURVIVES_BAD_RECORDS", (*MAPPING, "BisectBatchOnFunctionError"), LOST, BOTH),
    ("LAMBDA_FUNCTION_KEEPS_FAILED_EVENTS", (*FUNCTION, "DeadLetterConfig"), LOST, BOTH),
    ("KINESIS_STREAM_KEPT_FOR_A_WEEK", ("MarketDataStream", "Properties", "RetentionPeriodHours"), LOST, BOTH),
    ("DYNAMODB_TABLE_GROWS_WITH_DEMAND", (*TABLE, "BillingMode"), LOST, (SOURCE,)),
    ("DYNAMODB_TABLE_GROWS_WITH_DEMAND", (*STATE, "BillingMode"), "PROVISIONED", (TARGET,)),
    ("EVENT_RULE_LOSES_NO_EVENT", (*RULE, "Targets", 0, "DeadLetterConfig"), LOST, BOTH),
    ("EVENT_RULE_LOSES_NO_EVENT", (*RULE, "Targets", 0, "RetryPolicy"), LOST, BOTH),
    ("EVENT_RULE_LOSES_NO_EVENT", (*RULE, "State"), "DISABLED", BOTH),
    ("CUSTOM_RESOURCE_TIMES_OUT", ("BackupSettings", "Properties", "ServiceTimeout"), LOST, BOTH),
    ("CUSTOM_RESOURCE_TIMES_OUT", ("PeerContract", "Properties", "ServiceTimeout"), "3600", (SOURCE,)),
    ("DATA_TAGGED_WITH_CLASS_OWNER_AND_REGION", (*BUCKET, "Tags"), LOST, BOTH),
    ("DATA_TAGGED_WITH_CLASS_OWNER_AND_REGION", (*REPLICAS, 1, "Tags", 1), LOST, (SOURCE,)),
    ("DATA_TAGGED_WITH_CLASS_OWNER_AND_REGION", (*VAULT, "BackupVaultTags", "Region"), LOST, BOTH),
]  # fmt: skip
# What a rule asks for only under parameters that are off by default; there, a waiver accepts what it finds
UNDER = {
    "BACKUP_VAULT_LOCKED": {"VaultLock": "COMPLIANCE"},
    "S3_RECORDS_LOCKED": {"ObjectLockRetentionDays": "1827"},
}


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
    given = {"EnvironmentSuffix": "verify", **UNDER.get(rule.name, {})}
    subject = Subject(str(file), BOTH, given, complete=True)
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
