"""Values that stacks of a region give each other."""

import pytest

from tests.unit.simulate.engine.stacks import Room, parameter, queue, ref, turns, why

IMPORT = {"Fn::ImportValue": "the-queue"}


@pytest.fixture
def room():
    return Room()


def outputs(value=None, name="the-queue"):
    return {"Outputs": {"It": {"Value": value or ref("A"), "Export": {"Name": name}}}}


def pair(room):
    """A stack that exports, and one that imports."""
    giver = room.create({"A": queue(QueueName="a")}, sections=outputs())
    return giver, room.create({"B": parameter(Value=IMPORT)}, name="Taker")


def test_an_import_is_the_value_of_the_export(room):
    giver, _ = pair(room)
    assert giver.exports == {"the-queue": "A-1"}
    assert room.paper.there["us-east-1", "B-2"].properties["Value"] == "A-1"


def test_an_import_of_nothing_rolls_the_stack_back_at_once(room):
    live = room.create({"B": parameter(Value=IMPORT)})
    assert turns(live) == ["CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "ROLLBACK_COMPLETE"]
    reason = "No export named the-queue found. Rollback requested by user."
    assert why(live, "Shop", "ROLLBACK_IN_PROGRESS") == reason and room.paper.calls == []


def test_an_export_of_another_region_is_none(room):
    room.create({"A": queue()}, sections=outputs(), region="eu-central-1")
    assert room.create({"B": parameter(Value=IMPORT)}, name="Taker").status == "ROLLBACK_COMPLETE"


def test_an_update_that_imports_nothing_is_rolled_back(room):
    live = room.create({"B": parameter()})
    assert not room.update(live, {"B": parameter(Value=IMPORT)})
    assert why(live, "Shop", "UPDATE_ROLLBACK_IN_PROGRESS") == "No export named the-queue found."
    assert live.status == "UPDATE_ROLLBACK_COMPLETE"


def test_a_stack_whose_export_is_used_is_not_deleted_and_says_so_in_its_events(room):
    giver, _ = pair(room)
    since = len(giver.events)
    assert not room.delete(giver)
    assert [(event.status, event.reason) for event in giver.events[since:]] == [
        ("DELETE_IN_PROGRESS", "User Initiated"),
        ("CREATE_COMPLETE", "Export the-queue cannot be deleted as it is in use by Taker"),
    ]
    assert room.asked("delete") == []


def test_all_that_use_an_export_are_named(room):
    giver, _ = pair(room)
    room.create({"C": parameter(Value=IMPORT)}, name="Third")
    room.delete(giver)
    assert giver.reason == "Export the-queue cannot be deleted as it is in use by Taker and Third"


def test_an_import_in_an_output_is_a_use_too(room):
    giver = room.create({"A": queue()}, sections=outputs())
    room.create({"B": parameter()}, sections={"Outputs": {"It": {"Value": IMPORT}}}, name="Taker")
    assert not room.delete(giver)


def test_a_stack_is_deleted_when_nobody_uses_its_export_any_more(room):
    giver, taker = pair(room)
    room.delete(taker)
    assert room.delete(giver) and room.there() == []


def test_an_export_that_is_used_cannot_be_changed(room):
    giver, _ = pair(room)
    assert not room.update(giver, {"A": queue(QueueName="b")}, sections=outputs())
    reason = "Export the-queue cannot be updated as it is in use by Taker."
    assert why(giver, "Shop", "UPDATE_ROLLBACK_IN_PROGRESS") == reason
    assert giver.exports == {"the-queue": "A-1"} and room.there() == ["A-1", "B-2"]


def test_an_export_that_is_used_cannot_be_removed(room):
    giver, _ = pair(room)
    assert not room.update(giver, {"A": queue(QueueName="a")})
    reason = "Export the-queue cannot be deleted as it is in use by Taker."
    assert why(giver, "Shop", "UPDATE_ROLLBACK_IN_PROGRESS") == reason


def test_an_export_that_is_not_used_can_be_removed(room):
    giver = room.create({"A": queue()}, sections=outputs())
    assert room.update(giver, {"A": queue()})
    assert giver.exports == {}


def test_a_name_is_exported_once_in_a_region(room):
    room.create({"A": queue()}, sections=outputs())
    live = room.create({"A": queue()}, sections=outputs(), name="Other")
    assert live.status == "ROLLBACK_COMPLETE"
    reason = "Export with name the-queue is already exported by stack Shop. Rollback requested by user."
    assert why(live, "Other", "ROLLBACK_IN_PROGRESS") == reason


def test_a_name_may_be_exported_in_another_region(room):
    room.create({"A": queue()}, sections=outputs())
    assert room.create({"A": queue()}, sections=outputs(), region="eu-central-1").status == "CREATE_COMPLETE"
