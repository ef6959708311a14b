"""The end of an update: what is not wanted any more goes, or is left behind."""

import pytest

from tests.unit.simulate.engine.stacks import Room, about, parameter, queue, turns

LEFT = "Update successful. One or more resources could not be deleted."


@pytest.fixture
def room():
    return Room()


def test_a_deletion_is_tried_three_times(room):
    live = room.create({"A": parameter(), "Z": parameter()})
    room.refuse("delete", "A", 2)
    assert room.update(live, {"Z": parameter()})
    assert room.asked("delete") == ["A", "A", "A"]
    assert about(live, "A")[-5:] == [
        *("DELETE_FAILED", "DELETE_IN_PROGRESS", "DELETE_FAILED"),
        *("DELETE_IN_PROGRESS", "DELETE_COMPLETE"),
    ]
    assert live.abandoned == [] and live.reason == ""


def test_what_cannot_be_deleted_is_left_behind_and_the_update_is_complete(room):
    live = room.create({"A": parameter(), "Z": parameter()})
    room.refuse("delete", "A", -1)
    assert room.update(live, {"Z": parameter()})
    assert (live.status, live.reason) == ("UPDATE_COMPLETE", LEFT)
    assert [one.physical_id for one in live.abandoned] == ["A-1"]
    assert room.asked("delete") == ["A", "A", "A"]


def test_the_stack_knows_no_more_of_what_it_left_behind(room):
    live = room.create({"A": parameter(), "Z": parameter()})
    room.refuse("delete", "A", -1)
    room.update(live, {"Z": parameter()})
    assert room.delete(live)
    assert room.there() == ["A-1"]


def test_what_is_needed_by_what_could_not_be_deleted_is_tried_all_the_same(room):
    live = room.create({"A": parameter(), "B": parameter("A"), "Z": parameter()})
    room.refuse("delete", "B", -1)
    room.update(live, {"Z": parameter()})
    assert room.there() == ["B-3", "Z-2"]


def test_an_old_copy_that_cannot_be_deleted_is_left_behind(room):
    live = room.create({"A": queue(QueueName="a")})
    room.refuse("delete", "A", -1)
    assert room.update(live, {"A": queue(QueueName="b")})
    assert [one.physical_id for one in live.abandoned] == ["A-1"]
    assert live.resources["A"].physical_id == "A-2"


def test_a_rollback_leaves_behind_what_it_cannot_delete(room):
    live = room.create({"Z": parameter()})
    room.refuse("create", "B")
    room.refuse("delete", "A", -1)
    assert not room.update(live, {"Z": parameter(), "A": parameter(), "B": parameter("A")})
    assert live.status == "UPDATE_ROLLBACK_COMPLETE"
    assert [one.physical_id for one in live.abandoned] == ["A-2"]


def test_the_old_are_deleted_in_the_order_that_they_needed_each_other(room):
    live = room.create({"A": queue(QueueName="a"), "B": queue("A", QueueName="b"), "C": parameter("B")})
    room.update(live, {"A": queue(QueueName="x"), "B": queue("A", QueueName="y")})
    assert room.asked("delete") == ["C", "B", "A"]


def test_the_next_update_does_not_come_back_to_what_was_left_behind(room):
    live = room.create({"A": parameter(), "Z": parameter()})
    room.refuse("delete", "A", -1)
    room.update(live, {"Z": parameter()})
    room.update(live, {"Z": parameter(Value="w")})
    assert room.asked("delete") == ["A", "A", "A"]
    assert turns(live)[-1] == "UPDATE_COMPLETE" and live.reason == ""
