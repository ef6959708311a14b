"""AWS::Backup::RestoreTestingPlan and AWS::Backup::RestoreTestingSelection."""

import pytest

from tapstack.simulate.resources import RefusedError

PLAN, SELECTION = "AWS::Backup::RestoreTestingPlan", "AWS::Backup::RestoreTestingSelection"
POINTS = {"Algorithm": "LATEST_WITHIN_WINDOW", "IncludeVaults": ["*"], "RecoveryPointTypes": ["SNAPSHOT"]}
TESTED = {
    "RestoreTestingPlanName": "nightly",
    "ScheduleExpression": "cron(0 9 * * ? *)",
    "StartWindowHours": 1,
    "RecoveryPointSelection": POINTS,
}
CHOSEN = {
    "RestoreTestingPlanName": "nightly",
    "RestoreTestingSelectionName": "tables",
    "ProtectedResourceType": "DynamoDB",
    "ProtectedResourceArns": ["*"],
    "IamRoleArn": "arn:aws:iam::123456789012:role/b",
}


def recorded(making, kind, made):
    return making.cloud.records.get("us-east-1", kind, made.physical_id)


def test_a_plan_is_recorded_for_as_long_as_it_lives(making):
    wanted, made = making.create(PLAN, **TESTED)
    assert recorded(making, PLAN, made) == TESTED
    assert making.read(wanted, made) == {}
    making.delete(wanted, made)
    assert recorded(making, PLAN, made) is None


def test_ref_of_a_plan_is_its_name_and_its_arn_is_no_other_plans(making, elsewhere):
    _, made = making.create(PLAN, **TESTED)
    _, other = elsewhere.create(PLAN, **TESTED)
    assert made.physical_id == "nightly"
    arn = made.attributes["RestoreTestingPlanArn"]
    assert arn.startswith("arn:aws:backup:us-east-1:123456789012:restore-testing-plan:nightly-")
    assert arn.rpartition(":")[2] != other.attributes["RestoreTestingPlanArn"].rpartition(":")[2]


def test_the_name_of_a_plan_that_is_taken_is_refused(making):
    making.create(PLAN, **TESTED)
    with pytest.raises(RefusedError, match="Restore testing plan nightly already exists") as refused:
        making.create(PLAN, "Other", **TESTED)
    assert (refused.value.code, refused.value.service) == ("AlreadyExistsException", "Backup")


def test_a_plan_is_updated_in_place(making):
    wanted, made = making.create(PLAN, **TESTED)
    _, now = making.update(wanted, made, **{**TESTED, "StartWindowHours": 2})
    assert now == made
    assert recorded(making, PLAN, made) == {**TESTED, "StartWindowHours": 2}


def test_a_plan_that_is_gone_is_not_updated(making):
    wanted, made = making.create(PLAN, **TESTED)
    making.delete(wanted, made)
    with pytest.raises(RefusedError, match="Restore testing plan nightly not found"):
        making.update(wanted, made, **TESTED)


def test_a_plan_that_has_selections_is_not_deleted(making):
    plan = making.create(PLAN, **TESTED)
    chosen = making.create(SELECTION, "S", **CHOSEN)
    with pytest.raises(RefusedError, match="selections, which must be deleted first") as refused:
        making.delete(*plan)
    assert refused.value.code == "InvalidRequestException"
    assert recorded(making, PLAN, plan[1]) == TESTED
    making.delete(*chosen)
    making.delete(*plan)
    making.delete(*plan)
    assert recorded(making, PLAN, plan[1]) is None


def test_a_plan_of_that_name_in_another_region_is_deleted(making, elsewhere):
    making.create(PLAN, **TESTED)
    making.create(SELECTION, "S", **CHOSEN)
    elsewhere.delete(*elsewhere.create(PLAN, **TESTED))
    assert list(making.cloud.records.of(PLAN)) == [("us-east-1", PLAN, "nightly")]


def test_a_selection_is_recorded_for_as_long_as_it_lives(making):
    making.create(PLAN, "P", **TESTED)
    wanted, made = making.create(SELECTION, **CHOSEN)
    assert recorded(making, SELECTION, made) == CHOSEN
    making.delete(wanted, made)
    making.delete(wanted, made)
    assert recorded(making, SELECTION, made) is None


def test_ref_of_a_selection_names_its_plan(making):
    making.create(PLAN, "P", **TESTED)
    _, made = making.create(SELECTION, **CHOSEN)
    assert (made.physical_id, made.attributes) == ("nightly|tables", {})


def test_a_selection_without_its_plan_is_refused(making, elsewhere):
    elsewhere.create(PLAN, "P", **TESTED)
    with pytest.raises(RefusedError, match="Restore testing plan nightly not found") as refused:
        making.create(SELECTION, **CHOSEN)
    assert refused.value.code == "ResourceNotFoundException"


def test_the_name_of_a_selection_is_taken_within_its_plan_only(making):
    making.create(PLAN, "P", **TESTED)
    making.create(PLAN, "Q", **{**TESTED, "RestoreTestingPlanName": "weekly"})
    making.create(SELECTION, **CHOSEN)
    making.create(SELECTION, "Other", **{**CHOSEN, "RestoreTestingPlanName": "weekly"})
    with pytest.raises(RefusedError, match=r"nightly\|tables already exists"):
        making.create(SELECTION, "Third", **CHOSEN)
