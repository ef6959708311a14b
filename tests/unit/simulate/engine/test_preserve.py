"""Stacks that fail without being rolled back, and what can be done with them."""

import pytest

from tapstack.simulate.engine import StackError
from tests.unit.simulate.engine.stacks import Room, about, custom, parameter, queue, turns, why


@pytest.fixture
def room():
    return Room()


def failed(room):
    """A stack that was left as it was when its resource B could not be made."""
    room.refuse("create", "B")
    return room.create({"A": parameter(), "B": parameter(), "C": parameter("B")}, on_failure="DO_NOTHING")


def test_a_failed_creation_is_carried_on_by_an_update(room):
    live = failed(room)
    assert room.update(live, {"A": parameter(), "B": parameter(), "C": parameter("B")}, disable_rollback=True)
    assert live.status == "UPDATE_COMPLETE"
    assert room.asked("create") == ["A", "B", "B", "C"]
    assert [one.status for one in live.resources.values()] == ["CREATE_COMPLETE"] * 3


def test_it_cannot_be_updated_with_a_rollback(room):
    live = failed(room)
    with pytest.raises(StackError, match="is in CREATE_FAILED state and can not be updated"):
        room.update(live, {"A": parameter()})


def test_it_can_be_deleted(room):
    live = failed(room)
    assert room.delete(live) and room.there() == []


def test_what_was_half_made_is_deleted_before_it_is_made_again(room):
    room.paper.half.add("B")
    live = failed(room)
    room.update(live, {"A": parameter(), "B": parameter()}, disable_rollback=True)
    assert [call for call in room.paper.calls if call[2] == "B"][1:] == [
        ("delete", "us-east-1", "B"),
        ("create", "us-east-1", "B"),
    ]
    assert room.there() == ["A-1", "B-3"]


def test_what_was_half_made_and_is_wanted_no_more_is_deleted(room):
    room.paper.half.add("B")
    live = failed(room)
    room.update(live, {"A": parameter()}, disable_rollback=True)
    assert room.there() == ["A-1"]


def test_it_may_fail_again(room):
    live = failed(room)
    room.refuse("create", "B")
    assert not room.update(live, {"A": parameter(), "B": parameter()}, disable_rollback=True)
    assert live.status == "UPDATE_FAILED"
    assert room.update(live, {"A": parameter(), "B": parameter()}, disable_rollback=True)


def test_a_failed_update_leaves_what_succeeded(room):
    live = room.create({"A": parameter(), "B": parameter()})
    room.refuse("update", "B")
    since = len(live.events)
    assert not room.update(live, {"A": parameter(Value="w"), "B": parameter(Value="w")}, disable_rollback=True)
    assert turns(live, since) == ["UPDATE_IN_PROGRESS", "UPDATE_FAILED"]
    assert live.reason == "The following resource(s) failed to update: [B]."
    assert live.resources["A"].wanted.properties["Value"] == "w"


def test_what_failed_to_change_is_as_it_was(room):
    live = room.create({"B": parameter()})
    room.refuse("update", "B")
    room.update(live, {"B": parameter(Value="w")}, disable_rollback=True)
    assert live.resources["B"].status == "UPDATE_FAILED"
    assert live.resources["B"].wanted.properties["Value"] == "v"
    assert room.asked("update") == ["B", "B"]


def test_what_failed_to_change_is_tried_again(room):
    live = room.create({"B": parameter()})
    room.refuse("update", "B", 2)
    room.update(live, {"B": parameter(Value="w")}, disable_rollback=True)
    assert room.update(live, {"B": parameter(Value="w")}, disable_rollback=True)
    assert room.paper.there["us-east-1", "B-1"].properties["Value"] == "w"


def test_a_failed_update_may_be_taken_back_by_another(room):
    live = room.create({"A": parameter(), "B": parameter()})
    room.refuse("update", "B")
    room.update(live, {"A": parameter(Value="w"), "B": parameter(Value="w")}, disable_rollback=True)
    assert room.update(live, {"A": parameter(), "B": parameter()}, disable_rollback=True)
    assert live.status == "UPDATE_COMPLETE" and live.resources["B"].status == "UPDATE_COMPLETE"
    assert room.paper.there["us-east-1", "A-1"].properties["Value"] == "v"


def test_siblings_are_not_cancelled(room):
    live = room.create({"Slow": queue(), "B": parameter()})
    room.refuse("update", "B")
    room.update(live, {"Slow": queue(DelaySeconds=5), "B": parameter(Value="w")}, disable_rollback=True)
    assert about(live, "Slow")[-1] == "UPDATE_COMPLETE"


def test_what_needs_the_failed_is_not_begun(room):
    live = room.create({"B": parameter()})
    room.refuse("update", "B")
    room.update(live, {"B": parameter(Value="w"), "C": parameter("B")}, disable_rollback=True)
    assert about(live, "C") == []


def test_nothing_is_removed_by_an_update_that_failed(room):
    live = room.create({"A": parameter(), "B": parameter()})
    room.refuse("update", "B")
    room.update(live, {"B": parameter(Value="w")}, disable_rollback=True)
    assert room.there() == ["A-1", "B-2"]
    room.update(live, {"B": parameter(Value="w")}, disable_rollback=True)
    assert room.there() == ["B-2"]


def test_what_a_failed_update_made_is_removed_by_one_that_does_not_want_it(room):
    live = room.create({"A": parameter()})
    room.refuse("create", "B")
    room.update(live, {"A": parameter(), "N": parameter(), "B": parameter()}, disable_rollback=True)
    assert room.update(live, {"A": parameter(Value="w")}, disable_rollback=True)
    assert room.there() == ["A-1"]


def test_a_stack_with_a_failed_update_can_be_deleted_with_all_that_it_made(room):
    live = room.create({"A": parameter()})
    room.refuse("create", "B")
    room.update(live, {"A": parameter(), "N": parameter(), "B": parameter()}, disable_rollback=True)
    assert room.delete(live) and room.there() == []


def test_a_replacement_is_refused_in_the_words_of_aws(room):
    live = room.create({"Q": queue(QueueName="a")})
    room.update(live, {"Q": queue(QueueName="b")}, disable_rollback=True)
    assert why(live, "Q", "UPDATE_FAILED") == ("Replacement type updates not supported on stack with disable-rollback.")


def test_the_old_copy_of_a_custom_resource_goes_with_the_next_update(room):
    room.paper.renamed["2"] = "other"
    live = room.create({"A": custom(Turn="1"), "B": parameter()})
    room.refuse("update", "B")
    room.update(live, {"A": custom(Turn="2"), "B": parameter("A", Value="w")}, disable_rollback=True)
    assert room.there() == ["A-1", "B-2", "other"]
    room.update(live, {"A": custom(Turn="2"), "B": parameter("A", Value="w")}, disable_rollback=True)
    assert room.there() == ["B-2", "other"]
