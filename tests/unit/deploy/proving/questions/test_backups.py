import pytest

from tapstack.deploy.checks import BACKUPS
from tapstack.findings import Status
from tests.unit.deploy.proving.account import DENIED, SOURCE, TARGET, Refusal, statuses, told

COPY = f"arn:aws:backup:{TARGET}:123456789012:backup-vault:far"
PLANNED = {
    "BackupPlan": {
        "BackupPlanName": "p",
        "BackupPlanRule": [
            {"RuleName": "Daily", "TargetBackupVault": "near", "CopyActions": [{"DestinationBackupVaultArn": COPY}]}
        ],
    }
}


def plan(name="Daily", copies=(COPY,)):
    actions = [{"DestinationBackupVaultArn": arn} for arn in copies]
    rule = {"RuleName": name, "TargetBackupVaultName": "near", "CopyActions": actions}
    return {"BackupPlan": {"BackupPlanName": "p", "Rules": [rule]}}


GOOD = {
    "backup:GetBackupPlan": plan(),
    f"{SOURCE}:backup:DescribeBackupVault": {"BackupVaultName": "near"},
    f"{TARGET}:backup:DescribeBackupVault": {"BackupVaultName": "far"},
}
GONE = Refusal("ResourceNotFoundException")


def ask(changed=None):
    return told(BACKUPS, "AWS::Backup::BackupPlan", PLANNED, {**GOOD, **(changed or {})})


def test_a_plan_copies_from_a_vault_to_a_vault():
    assert statuses(ask()) == ["PASS", "PASS", "PASS"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"backup:GetBackupPlan": plan("Weekly")}, "rule Daily is gone"),
        ({"backup:GetBackupPlan": plan(copies=())}, "does not copy to"),
        ({f"{SOURCE}:backup:DescribeBackupVault": GONE}, "The vault near in us-east-1: It is not there"),
        ({f"{TARGET}:backup:DescribeBackupVault": GONE}, "The vault far in eu-central-1: It is not there"),
        ({"backup:GetBackupPlan": GONE}, "It is not there"),
    ],
)
def test_a_plan_that_keeps_nothing_fails(changed, said):
    failed = [message for status, message in ask(changed) if status is Status.FAIL]
    assert len(failed) == 1 and said in failed[0]


@pytest.mark.parametrize("operation", GOOD)
def test_what_may_not_be_asked_is_unknown(operation):
    assert "UNKNOWN" in statuses(ask({operation: DENIED}))
