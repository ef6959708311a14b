"""The attributes of Backup's types are those that the schemas list."""

from typing import Any

import pytest

from tapstack.facts.attributes import attributes
from tapstack.facts.schemas import resource_schema

PLAN = "AWS::Backup::BackupPlan"
RULE = {"RuleName": "Daily", "TargetBackupVault": "vault"}
POINTS = {"Algorithm": "LATEST_WITHIN_WINDOW", "IncludeVaults": ["*"], "RecoveryPointTypes": ["SNAPSHOT"]}
TAGS = [{"ConditionKey": "k", "ConditionValue": "v", "ConditionType": "STRINGEQUALS"}]
CONDITIONS = [{"ConditionKey": "aws:ResourceTag/k", "ConditionValue": "v"}]
FULL: dict[str, dict[str, Any]] = {
    "AWS::Backup::BackupVault": {
        "BackupVaultName": "vault",
        "EncryptionKeyArn": "arn:aws:kms:us-east-1:123456789012:key/1",
        "LockConfiguration": {"MinRetentionDays": 7, "MaxRetentionDays": 70, "ChangeableForDays": 3},
        "Notifications": {
            "SNSTopicArn": "arn:aws:sns:us-east-1:123456789012:t",
            "BackupVaultEvents": ["COPY_JOB_FAILED"],
        },
    },
    PLAN: {"BackupPlan": {"BackupPlanName": "p", "BackupPlanRule": [RULE]}},
    "AWS::Backup::BackupSelection": {
        "BackupSelection": {
            "SelectionName": "s",
            "IamRoleArn": "arn:aws:iam::123456789012:role/b",
            "Resources": ["*"],
            "NotResources": ["arn:aws:s3:::b"],
            "ListOfTags": TAGS,
            "Conditions": {f"String{one}": CONDITIONS for one in ("Equals", "Like", "NotEquals", "NotLike")},
        }
    },
    "AWS::Backup::RestoreTestingPlan": {
        "RestoreTestingPlanName": "nightly",
        "ScheduleExpression": "cron(0 9 * * ? *)",
        "RecoveryPointSelection": POINTS,
    },
    "AWS::Backup::RestoreTestingSelection": {
        "RestoreTestingPlanName": "nightly",
        "RestoreTestingSelectionName": "tables",
        "ProtectedResourceType": "DynamoDB",
        "IamRoleArn": "arn:aws:iam::123456789012:role/b",
    },
}


@pytest.fixture
def full(making):
    """The properties of a type, with the plan that a selection needs."""

    def given(kind):
        if kind == "AWS::Backup::BackupSelection":
            _, made = making.create(PLAN, "Plan", **FULL[PLAN])
            return {**FULL[kind], "BackupPlanId": made.physical_id}
        if kind == "AWS::Backup::RestoreTestingSelection":
            making.create("AWS::Backup::RestoreTestingPlan", "Plan", **FULL["AWS::Backup::RestoreTestingPlan"])
        return FULL[kind]

    return given


@pytest.mark.parametrize("kind", list(FULL))
def test_every_attribute_of_the_schema_is_given(making, full, kind):
    _, made = making.create(kind, **full(kind))
    known = attributes(kind)
    assert known is not None
    assert set(made.attributes) == set(known.names)


@pytest.mark.parametrize("kind", list(FULL))
def test_every_property_of_the_schema_is_carried_or_recorded(making, kind):
    schema = resource_schema(kind)
    assert schema is not None
    found = making.workshop._adapter(making.wanted(kind))
    only_read = {pointer.rpartition("/")[2] for pointer in schema.read_only}
    assert set(schema.properties) - only_read == found.carried | found.recorded
