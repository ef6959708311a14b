"""AWS::Backup::BackupSelection."""

import pytest

from tapstack.simulate.resources import RefusedError

KIND = "AWS::Backup::BackupSelection"
CHOSEN = {"SelectionName": "trading", "IamRoleArn": "arn:aws:iam::123456789012:role/b", "Resources": ["*"]}


@pytest.fixture
def plan(making):
    rule = {"RuleName": "Daily", "TargetBackupVault": "vault"}
    _, made = making.create("AWS::Backup::BackupPlan", "Plan", BackupPlan=named("trading", rule))
    return made.physical_id


def named(name, rule):
    return {"BackupPlanName": name, "BackupPlanRule": [rule]}


def test_it_is_recorded_for_as_long_as_it_lives(making, plan):
    wanted, made = making.create(KIND, BackupPlanId=plan, BackupSelection=CHOSEN)
    kept = {"BackupPlanId": plan, "BackupSelection": CHOSEN}
    assert making.cloud.records.get("us-east-1", KIND, made.physical_id) == kept
    making.delete(wanted, made)
    assert making.cloud.records.get("us-east-1", KIND, made.physical_id) is None


def test_no_service_tells_of_it(making, plan):
    assert making.read(*making.create(KIND, BackupPlanId=plan, BackupSelection=CHOSEN)) == {}


def test_ref_is_made_of_the_ids_of_selection_and_plan(making, plan):
    _, made = making.create(KIND, BackupPlanId=plan, BackupSelection=CHOSEN)
    ids = made.attributes
    assert made.physical_id == ids["Id"] == f"{ids['SelectionId']}_{plan}"
    assert (ids["BackupPlanId"], ids["BackupSelection.SelectionName"]) == (plan, "trading")


def test_a_plan_that_is_not_there_is_refused(making):
    with pytest.raises(RefusedError, match="Cannot find Backup plan with ID other") as refused:
        making.create(KIND, BackupPlanId="other", BackupSelection=CHOSEN)
    assert refused.value.code == "ResourceNotFoundException"


def test_a_plan_of_another_region_is_refused(elsewhere, plan):
    with pytest.raises(RefusedError, match="Cannot find Backup plan"):
        elsewhere.create(KIND, BackupPlanId=plan, BackupSelection=CHOSEN)


def test_a_plan_that_is_deleted_is_refused(making, plan):
    making.bench.client("backup").delete_backup_plan(BackupPlanId=plan)
    with pytest.raises(RefusedError, match="Cannot find Backup plan"):
        making.create(KIND, BackupPlanId=plan, BackupSelection=CHOSEN)


def test_a_name_that_is_taken_in_the_plan_is_refused(making, plan):
    making.create(KIND, BackupPlanId=plan, BackupSelection=CHOSEN)
    with pytest.raises(RefusedError, match="trading already exists") as refused:
        making.create(KIND, "Other", BackupPlanId=plan, BackupSelection={**CHOSEN, "Resources": ["arn:aws:s3:::b"]})
    assert refused.value.code == "AlreadyExistsException"


def test_a_name_may_be_used_in_each_plan(making, plan):
    rule = {"RuleName": "Daily", "TargetBackupVault": "vault"}
    _, other = making.create("AWS::Backup::BackupPlan", "Second", BackupPlan=named("second", rule))
    _, first = making.create(KIND, BackupPlanId=plan, BackupSelection=CHOSEN)
    _, second = making.create(KIND, "Other", BackupPlanId=other.physical_id, BackupSelection=CHOSEN)
    assert first.physical_id != second.physical_id


def test_deleting_a_selection_that_is_gone_is_no_error(making, plan):
    wanted, made = making.create(KIND, BackupPlanId=plan, BackupSelection=CHOSEN)
    making.delete(wanted, made)
    making.delete(wanted, made)
