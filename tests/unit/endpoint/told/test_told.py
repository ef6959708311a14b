"""What the account knows and moto does not tell."""

import json

import pytest

ARN = "arn:aws:s3:::{}"
ATTRIBUTE = [{"AttributeName": "K", "AttributeType": "S"}]
POLICY = {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "backup:DeleteRecoveryPoint", "Resource": "*"}]}


def test_a_global_table_tells_its_replicas_and_their_keys_by_arn(room):
    for region in ("us-east-1", "eu-west-1"):
        key = room.client("kms", region).create_key()["KeyMetadata"]
        room.client("kms", region).create_alias(AliasName="alias/data", TargetKeyId=key["KeyId"])
    replicas = [
        {"Region": one, "SSESpecification": {"KMSMasterKeyId": "alias/data"}} for one in ("us-east-1", "eu-west-1")
    ]
    given = {
        "TableName": "Trades",
        "AttributeDefinitions": ATTRIBUTE,
        "KeySchema": [{"AttributeName": "K", "KeyType": "HASH"}],
        "BillingMode": "PAY_PER_REQUEST",
        "StreamSpecification": {"StreamViewType": "NEW_AND_OLD_IMAGES"},
        "SSESpecification": {"SSEEnabled": True, "SSEType": "KMS"},
        "Replicas": replicas,
    }
    room.stack({"T": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": given}})
    room.control("step", seconds=600)
    assert room.status() == "CREATE_COMPLETE"
    table = room.client("dynamodb", "eu-west-1").describe_table(TableName="Trades")["Table"]
    (replica,) = table["Replicas"]
    assert (replica["RegionName"], replica["ReplicaStatus"]) == ("us-east-1", "ACTIVE")
    assert replica["KMSMasterKeyId"].startswith("arn:aws:kms:us-east-1:123456789012:key/")
    assert table["GlobalTableVersion"] == "2019.11.21"
    assert table["SSEDescription"]["KMSMasterKeyArn"].startswith("arn:aws:kms:eu-west-1:123456789012:key/")


def test_a_table_of_one_region_tells_of_no_replicas(room):
    keys = [{"AttributeName": "K", "KeyType": "HASH"}]
    given = {"AttributeDefinitions": ATTRIBUTE, "KeySchema": keys, "BillingMode": "PAY_PER_REQUEST"}
    room.client("dynamodb").create_table(TableName="T", **given)
    assert "Replicas" not in room.client("dynamodb").describe_table(TableName="T")["Table"]


@pytest.fixture
def buckets(room):
    s3 = room.client("s3")
    for name in ("from", "into"):
        s3.create_bucket(Bucket=name)
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return s3


def test_a_replication_rule_is_told_whole(buckets):
    rule = {
        "ID": "All",
        "Priority": 1,
        "Status": "Enabled",
        "Filter": {"And": {"Prefix": "p/", "Tags": [{"Key": "k", "Value": "v"}]}},
        "SourceSelectionCriteria": {"SseKmsEncryptedObjects": {"Status": "Enabled"}},
        "DeleteMarkerReplication": {"Status": "Enabled"},
        "Destination": {"Bucket": ARN.format("into"), "EncryptionConfiguration": {"ReplicaKmsKeyID": "k"}},
    }
    wanted = {"Role": "arn:aws:iam::123456789012:role/r", "Rules": [rule]}
    buckets.put_bucket_replication(Bucket="from", ReplicationConfiguration=wanted)
    assert buckets.get_bucket_replication(Bucket="from")["ReplicationConfiguration"] == wanted
    buckets.delete_bucket_replication(Bucket="from")
    with pytest.raises(buckets.exceptions.ClientError, match="ReplicationConfigurationNotFoundError"):
        buckets.get_bucket_replication(Bucket="from")


def test_a_rule_without_a_name_gets_one(buckets):
    rule = {"Status": "Enabled", "Priority": 1, "Filter": {}, "Destination": {"Bucket": ARN.format("into")}}
    rule["DeleteMarkerReplication"] = {"Status": "Disabled"}
    buckets.put_bucket_replication(Bucket="from", ReplicationConfiguration={"Role": "r", "Rules": [rule]})
    (told,) = buckets.get_bucket_replication(Bucket="from")["ReplicationConfiguration"]["Rules"]
    assert told["ID"]


def test_a_bucket_tells_that_it_tells_event_bridge(buckets):
    assert "EventBridgeConfiguration" not in buckets.get_bucket_notification_configuration(Bucket="from")
    given: dict[str, dict[str, str]] = {"EventBridgeConfiguration": {}}
    buckets.put_bucket_notification_configuration(Bucket="from", NotificationConfiguration=given)
    assert buckets.get_bucket_notification_configuration(Bucket="from")["EventBridgeConfiguration"] == {}


def test_a_health_check_tells_the_alarm_that_it_follows(room):
    alarm = {"Region": "us-east-1", "Name": "Up"}
    config = {"Type": "CLOUDWATCH_METRIC", "AlarmIdentifier": alarm, "InsufficientDataHealthStatus": "Unhealthy"}
    room.stack(
        {
            "Up": {
                "Type": "AWS::CloudWatch::Alarm",
                "Properties": {
                    "AlarmName": "Up",
                    "MetricName": "M",
                    "Namespace": "N",
                    "Statistic": "Sum",
                    "Period": 60,
                    "EvaluationPeriods": 1,
                    "Threshold": 1,
                    "ComparisonOperator": "LessThanThreshold",
                },
            },
            "H": {"Type": "AWS::Route53::HealthCheck", "DependsOn": "Up", "Properties": {"HealthCheckConfig": config}},
        }
    )
    room.control("step", seconds=600)
    (check,) = room.client("route53").list_health_checks()["HealthChecks"]
    for told in (check, room.client("route53").get_health_check(HealthCheckId=check["Id"])["HealthCheck"]):
        assert told["HealthCheckConfig"]["AlarmIdentifier"] == alarm and "Port" not in told["HealthCheckConfig"]
        assert told["HealthCheckConfig"]["InsufficientDataHealthStatus"] == "Unhealthy"


@pytest.fixture
def backup(room):
    """A stack with all that Backup has."""
    role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": TRUST}}
    rule = {"RuleName": "R", "TargetBackupVault": {"Ref": "V"}, "ScheduleExpression": "cron(0 3 * * ? *)"}
    selection = {"SelectionName": "S", "IamRoleArn": {"Fn::GetAtt": ["Role", "Arn"]}, "Resources": ["*"]}
    recent = {"Algorithm": "LATEST_WITHIN_WINDOW", "IncludeVaults": ["*"], "RecoveryPointTypes": ["SNAPSHOT"]}
    tests = {
        "RestoreTestingPlanName": "Tests",
        "ScheduleExpression": "cron(0 9 * * ? *)",
        "RecoveryPointSelection": recent,
    }
    tested = {
        "RestoreTestingPlanName": {"Ref": "Tests"},
        "RestoreTestingSelectionName": "Tested",
        "ProtectedResourceType": "S3",
    }
    tested |= {"IamRoleArn": {"Fn::GetAtt": ["Role", "Arn"]}, "ProtectedResourceArns": ["*"]}
    plan = {"BackupPlanId": {"Ref": "Plan"}, "BackupSelection": selection}
    room.stack(
        {
            "Role": role,
            "V": {
                "Type": "AWS::Backup::BackupVault",
                "Properties": {"BackupVaultName": "Vault", "AccessPolicy": POLICY},
            },
            "Plan": {
                "Type": "AWS::Backup::BackupPlan",
                "Properties": {"BackupPlan": {"BackupPlanName": "P", "BackupPlanRule": [rule]}},
            },
            "S": {"Type": "AWS::Backup::BackupSelection", "Properties": plan},
            "Tests": {"Type": "AWS::Backup::RestoreTestingPlan", "Properties": tests},
            "Tested": {"Type": "AWS::Backup::RestoreTestingSelection", "Properties": tested},
        },
        Capabilities=["CAPABILITY_IAM"],
    )
    room.control("step", seconds=600)
    assert room.status() == "CREATE_COMPLETE"
    return room.client("backup")


TRUST = {
    "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "backup.amazonaws.com"}}]
}


def test_backup_tells_selections_restore_tests_and_who_may_use_a_vault(backup):
    plan = backup.list_backup_plans()["BackupPlansList"][0]["BackupPlanId"]
    (selection,) = backup.list_backup_selections(BackupPlanId=plan)["BackupSelectionsList"]
    assert selection["SelectionName"] == "S"
    whole = backup.get_backup_selection(BackupPlanId=plan, SelectionId=selection["SelectionId"])
    assert whole["BackupSelection"]["Resources"] == ["*"]
    (tests,) = backup.list_restore_testing_plans()["RestoreTestingPlans"]
    assert tests["ScheduleExpression"] == "cron(0 9 * * ? *)"
    told = backup.get_restore_testing_plan(RestoreTestingPlanName="Tests")["RestoreTestingPlan"]
    assert told["RecoveryPointSelection"]["Algorithm"] == "LATEST_WITHIN_WINDOW"
    (one,) = backup.list_restore_testing_selections(RestoreTestingPlanName="Tests")["RestoreTestingSelections"]
    assert one["ProtectedResourceType"] == "S3"
    names = {"RestoreTestingPlanName": "Tests", "RestoreTestingSelectionName": "Tested"}
    told = backup.get_restore_testing_selection(**names)["RestoreTestingSelection"]
    assert told["ProtectedResourceArns"] == ["*"]
    assert json.loads(backup.get_backup_vault_access_policy(BackupVaultName="Vault")["Policy"]) == POLICY


@pytest.mark.parametrize(
    "asked",
    [
        lambda backup: backup.get_backup_vault_access_policy(BackupVaultName="X"),
        lambda backup: backup.get_backup_vault_notifications(BackupVaultName="X"),
        lambda backup: backup.get_backup_selection(BackupPlanId="X", SelectionId="Y"),
        lambda backup: backup.get_restore_testing_plan(RestoreTestingPlanName="X"),
        lambda backup: backup.get_restore_testing_selection(
            RestoreTestingPlanName="X", RestoreTestingSelectionName="Y"
        ),
    ],
)
def test_what_is_not_there_is_not_found(room, asked):
    backup = room.client("backup")
    with pytest.raises(backup.exceptions.ResourceNotFoundException):
        asked(backup)
