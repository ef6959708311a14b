"""Limitation 8, backups that nobody verified: daily, copied to the target region, restored there every day, looked at.

Names of restored tables begin with ``awsbackup-restore-test-`` (AWS Backup guide, restore testing inferred metadata).
"""

import re
from collections.abc import Callable

import pytest

from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import Context, allows, key_of, statements, trusts
from tests.unit.stack.resources import all_of
from tests.unit.stack.rules import hears, may_invoke, targets
from tests.unit.stack.values import many, plain

RULE = "BackupPlan.BackupPlanRule[0]"
TABLE = f"arn:aws:dynamodb:{SOURCE}:{ACCOUNT}:table/trading-analytics-verify"
MANAGED = "arn:aws:iam::aws:policy/"
RESTORED = f"arn:aws:dynamodb:{TARGET}:{ACCOUNT}:table/awsbackup-restore-test-1a2b"


# The vaults


def test_each_region_has_a_vault_that_outlives_its_stack(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        vault = stack.resource("BackupVault")
        assert vault.property("BackupVaultName") == "trading-vault-verify"
        assert plain(vault.property("EncryptionKeyArn")) == "${PlatformKey.Arn}"
        assert vault.attribute("DeletionPolicy") == "RetainExceptOnCreate"
        assert vault.attribute("UpdateReplacePolicy") == "Retain"


@pytest.mark.parametrize("action", ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"])
def test_nobody_deletes_a_backup_before_its_time(action, pair: Callable[..., Pair]) -> None:
    for stack in pair():
        (denied,) = stack.resource("BackupVault").property("AccessPolicy.Statement")
        assert (denied["Effect"], denied["Principal"], denied["Resource"]) == ("Deny", "*", "*")
        assert action in denied["Action"]
        assert "Condition" not in denied


@pytest.mark.parametrize(("choice", "days"), [("NONE", "unlocked"), ("GOVERNANCE", None), ("COMPLIANCE", 3)])
def test_the_lock_of_the_vaults_is_chosen(choice, days, pair: Callable[..., Pair]) -> None:
    """With days the lock becomes final after them, three being the fewest; without, it can be lifted."""
    for stack in pair(VaultLock=choice):
        vault = stack.resource("BackupVault")
        locked = vault.property("LockConfiguration", None)
        assert days == "unlocked" if locked is None else locked.get("ChangeableForDays") == days


@pytest.mark.parametrize("lock", ["GOVERNANCE", "COMPLIANCE"])
def test_a_locked_vault_takes_every_retention_that_can_be_chosen(lock, raw, pair: Callable[..., Pair]) -> None:
    chosen = raw["Parameters"]["BackupRetentionDays"]
    for stack in pair(VaultLock=lock):
        bounds = stack.resource("BackupVault").property("LockConfiguration")
        assert bounds["MinRetentionDays"] <= chosen["MinValue"]
        assert chosen["MaxValue"] <= bounds["MaxRetentionDays"]


# The plan


def test_the_source_makes_backups_in_its_vault_and_copies_to_the_targets(source, target) -> None:
    rule = source.resource("BackupPlan").property(RULE)
    (copy,) = rule["CopyActions"]
    theirs = target.resource("BackupVault").property("BackupVaultName")
    assert rule["TargetBackupVault"] == source.resource("BackupVault").property("BackupVaultName")
    assert copy["DestinationBackupVaultArn"] == f"arn:aws:backup:{TARGET}:{ACCOUNT}:backup-vault:{theirs}"
    assert target.of_type("AWS::Backup::BackupPlan") == target.of_type("AWS::Backup::BackupSelection") == []


def test_backups_and_copies_are_kept_as_long_as_is_chosen(pair: Callable[..., Pair]) -> None:
    source, _ = pair(BackupRetentionDays="120")
    rule = source.resource("BackupPlan").property(RULE)
    assert [rule["Lifecycle"], rule["CopyActions"][0]["Lifecycle"]] == [{"DeleteAfterDays": 120}] * 2


def test_the_plan_runs_daily_and_ends_within_the_day(source) -> None:
    rule = source.resource("BackupPlan").property(RULE)
    assert re.fullmatch(r"cron\(\d+ \d+ \* \* \? \*\)", rule["ScheduleExpression"])
    assert 60 <= rule["StartWindowMinutes"] < rule["CompletionWindowMinutes"] <= 24 * 60


def test_the_plan_waits_until_copies_are_possible(source) -> None:
    """Copies of a table to another region need advanced features, and the vault that the contract names."""
    for before in ("BackupSettings", "PeerContract"):
        assert source.depends_on("BackupPlan", before, direct=True)


@pytest.mark.parametrize(
    ("choice", "more"), [("false", []), ("true", [f"arn:aws:s3:::trading-data-verify-{ACCOUNT}-{SOURCE}"])]
)
def test_what_is_backed_up(choice, more, pair: Callable[..., Pair]) -> None:
    source, _ = pair(BackupDataBucket=choice)
    selection = source.resource("BackupSelection").property("BackupSelection")
    name = source.resource("TradingAnalyticsTable").property("TableName")
    assert selection["Resources"] == [TABLE, *more]
    assert TABLE.endswith(f":table/{name}")
    assert selection["IamRoleArn"].endswith(f":role/{source.resource('BackupRole').property('RoleName')}")
    assert plain(source.resource("BackupSelection").property("BackupPlanId")) == "${BackupPlan}"


@pytest.mark.parametrize("choice", ["false", "true"])
@pytest.mark.parametrize("mode", ["FORWARD", "BIDIRECTIONAL"])
def test_a_bucket_that_is_backed_up_tells_of_its_changes(mode, choice, pair: Callable[..., Pair]) -> None:
    """AWS Backup follows a bucket by the events that S3 sends to EventBridge (an assumption of the design)."""
    for stack in pair(BackupDataBucket=choice, ReplicationMode=mode):
        told = stack.resource("TradingDataBucket").property("NotificationConfiguration", {})
        assert told.get("EventBridgeConfiguration", {}).get("EventBridgeEnabled", False) is (choice == "true")


@pytest.mark.parametrize("choice", ["false", "true"])
def test_the_role_may_back_up_and_restore_what_is_selected(choice, pair: Callable[..., Pair]) -> None:
    """The two policies for S3 have no service-role path."""
    always = {f"{MANAGED}service-role/AWSBackupServiceRolePolicyFor{what}" for what in ("Backup", "Restores")}
    bucket = {f"{MANAGED}AWSBackupServiceRolePolicyForS3{what}" for what in ("Backup", "Restore")}
    for stack in pair(BackupDataBucket=choice):
        given = set(stack.resource("BackupRole").property("ManagedPolicyArns"))
        assert given == (always | bucket if choice == "true" else always)


def test_only_backup_for_this_account_gets_the_role(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        role = stack.resource("BackupRole")
        assert trusts(role, "backup.amazonaws.com", {"aws:SourceAccount": ACCOUNT})
        assert not trusts(role, "backup.amazonaws.com", {"aws:SourceAccount": "210987654321"})


def test_the_role_uses_the_keys_of_both_regions_and_no_others(pair: Callable[..., Pair]) -> None:
    for stack, peer in zip(pair(), (TARGET, SOURCE), strict=True):
        role, there = stack.resource("BackupRole"), key_of(peer)
        ours: Context = {
            "kms:ResourceAliases": ["alias/trading-verify"],
            "kms:ViaService": f"backup.{peer}.amazonaws.com",
        }
        assert allows(role, "kms:Decrypt", "${PlatformKey.Arn}")
        assert allows(role, "kms:GenerateDataKey", there, ours)
        assert not allows(role, "kms:GenerateDataKey", there, {**ours, "kms:ResourceAliases": ["alias/other"]})
        assert not allows(role, "kms:GenerateDataKey", there, {**ours, "kms:ViaService": f"s3.{peer}.amazonaws.com"})
        assert not allows(role, "kms:GenerateDataKey", key_of("eu-west-1"), ours)


def test_the_role_gives_the_key_only_to_aws_services(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        role = stack.resource("BackupRole")
        assert allows(role, "kms:CreateGrant", "${PlatformKey.Arn}", {"kms:GrantIsForAWSResource": "true"})
        assert not allows(role, "kms:CreateGrant", "${PlatformKey.Arn}", {"kms:GrantIsForAWSResource": "false"})


# The restore test


def test_copies_are_restored_daily_where_they_would_be_needed(source, target) -> None:
    assert (
        source.of_type("AWS::Backup::RestoreTestingPlan")
        == source.of_type("AWS::Backup::RestoreTestingSelection")
        == []
    )
    plan = target.resource("RestoreTestPlan")
    vault = target.resource("BackupVault").property("BackupVaultName")
    choice = plan.property("RecoveryPointSelection")
    assert re.fullmatch(r"cron\(\d+ \d+ \* \* \? \*\)", plan.property("ScheduleExpression"))
    assert choice["IncludeVaults"] == [f"arn:aws:backup:{TARGET}:{ACCOUNT}:backup-vault:{vault}"]
    assert (choice["Algorithm"], choice["RecoveryPointTypes"]) == ("LATEST_WITHIN_WINDOW", ["SNAPSHOT"])
    assert choice["SelectionWindowDays"] > 1


def test_the_restore_test_takes_the_tables_that_are_backed_up(target) -> None:
    selection = target.resource("RestoreTestSelection")
    assert selection.property("RestoreTestingPlanName") == target.resource("RestoreTestPlan").property(
        "RestoreTestingPlanName"
    )
    assert (selection.property("ProtectedResourceType"), selection.property("ProtectedResourceArns")) == (
        "DynamoDB",
        ["*"],
    )
    assert selection.property("IamRoleArn").endswith(f":role/{target.resource('BackupRole').property('RoleName')}")


@pytest.mark.parametrize("suffix", ["verify", "a-b-c", "x" * 20, "a-b-c-d-e-f-g-h-i-jk"])
def test_names_of_the_restore_test_have_no_hyphens_and_stay_apart(suffix, pair: Callable[..., Pair]) -> None:
    """Letters, digits and underscores, at most 50 (AWS Backup API, RestoreTestingSelectionName)."""
    _, target = pair(EnvironmentSuffix=suffix)
    plan = target.resource("RestoreTestPlan").property("RestoreTestingPlanName")
    selection = target.resource("RestoreTestSelection").property("RestoreTestingSelectionName")
    assert plan == f"trading_{suffix.replace('-', '_')}"
    for name in (plan, selection):
        assert re.fullmatch(r"[A-Za-z0-9_]{1,50}", name)


@pytest.mark.parametrize(
    ("status", "heard"),
    [("COMPLETED", True), ("FAILED", True), ("ABORTED", True), ("RUNNING", False), ("PENDING", False)],
)
def test_the_verifier_hears_of_every_restore_that_has_ended(status, heard, target) -> None:
    rule = target.resource("RestoreRule")
    event = {"source": "aws.backup", "detail-type": "Restore Job State Change", "detail": {"status": status}}
    assert hears(rule, event) is heard
    assert not hears(rule, event | {"detail-type": "Copy Job State Change"})
    assert [to["Arn"].rpartition(":")[2] for to in targets(rule)] == ["trading-verify-verifier"]
    assert target.resource("RestoreVerifierFunction").property("FunctionName") == "trading-verify-verifier"
    assert may_invoke(target, rule, "RestoreVerifierFunction")


@pytest.mark.parametrize("action", ["dynamodb:DescribeTable", "dynamodb:Scan"])
def test_the_verifier_looks_at_restored_tables_and_at_the_one_that_was_backed_up(action, target) -> None:
    role = target.resource("VerifierRole")
    name = target.resource("RestoreVerifierFunction").property("Environment.Variables.TABLE_NAME")
    assert TABLE.endswith(f":table/{name}")
    assert allows(role, action, RESTORED) and allows(role, action, TABLE.replace(SOURCE, TARGET))
    assert not allows(role, action, RESTORED.replace("awsbackup-restore-test-1a2b", "others"))


@pytest.mark.parametrize(
    "action", ["dynamodb:DeleteTable", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
)
@pytest.mark.parametrize("table", [RESTORED, TABLE, TABLE.replace(SOURCE, TARGET)])
def test_the_verifier_changes_no_table_that_it_looks_at(action, table, target) -> None:
    """AWS Backup itself deletes what a restore test made."""
    assert not allows(target.resource("VerifierRole"), action, table)


@pytest.mark.parametrize("action", ["backup:DescribeRestoreJob", "backup:PutRestoreValidationResult"])
def test_the_verifier_says_what_it_found_in_its_own_region(action, target) -> None:
    role = target.resource("VerifierRole")
    assert allows(role, action, "*", {"aws:RequestedRegion": TARGET})
    assert not allows(role, action, "*", {"aws:RequestedRegion": SOURCE})


def test_the_verifier_keeps_the_result_for_the_workflow(target) -> None:
    name = target.resource("MigrationStateTable").property("TableName")
    verifier, role = target.resource("RestoreVerifierFunction"), target.resource("VerifierRole")
    assert verifier.property("Environment.Variables.STATE_TABLE") == name
    assert allows(role, "dynamodb:PutItem", f"arn:aws:dynamodb:{TARGET}:{ACCOUNT}:table/{name}")
    assert allows(
        role,
        "kms:GenerateDataKey",
        plain(target.resource("MigrationStateTable").property("SSESpecification.KMSMasterKeyId")),
    )


def test_the_verifier_tells_of_a_failure_on_the_bus_that_people_hear(target) -> None:
    bus = target.resource("MigrationBus").property("Name")
    role, arn = target.resource("VerifierRole"), f"arn:aws:events:{TARGET}:{ACCOUNT}:event-bus/{bus}"
    assert target.resource("RestoreVerifierFunction").property("Environment.Variables.EVENT_BUS") == bus
    assert target.resource("MigrationNoticeRule").property("EventBusName") == bus
    assert allows(role, "events:PutEvents", arn)
    for other in (arn.replace(bus, "default"), arn.replace(TARGET, SOURCE)):
        assert not allows(role, "events:PutEvents", other)


def test_there_is_time_to_verify_even_if_the_event_comes_late(target) -> None:
    """The restored table is deleted at the end of the window, or when the result is in."""
    (to,) = targets(target.resource("RestoreRule"))
    latest = to["RetryPolicy"]["MaximumEventAgeInSeconds"] + target.resource("RestoreVerifierFunction").property(
        "Timeout"
    )
    assert latest < target.resource("RestoreTestSelection").property("ValidationWindowHours") * 3600


@pytest.mark.parametrize(("region", "vault", "may"), [(TARGET, "verify", True), (SOURCE, "verify", False), (TARGET, "other", False)])  # fmt: skip
def test_the_workflow_sees_the_copies_that_lie_in_the_targets_vault(region, vault, may, target) -> None:
    """What lies there has been copied, so that no copy job needs to be asked for."""
    assert target.resource("BackupVault").property("BackupVaultName") == "trading-vault-verify"
    arn = f"arn:aws:backup:{region}:{ACCOUNT}:backup-vault:trading-vault-{vault}"
    assert allows(target.resource("ChecksRole"), "backup:ListRecoveryPointsByBackupVault", arn) is may


def test_nothing_of_the_platform_deletes_backups(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        actions = {
            action
            for role in all_of(stack, "AWS::IAM::Role")
            for one in statements(role)
            for action in many(one["Action"])
        }
        assert {action for action in actions if action.startswith("backup:Delete")} == set()
