"""The end of a stack, and what may stand in its way."""

import pytest

from tapstack.simulate.engine import StackError
from tests.unit.simulate.engine.stacks import Room, about, parameter, queue, told, turns, why


@pytest.fixture
def room():
    return Room()


def test_what_cannot_be_deleted_fails_the_deletion_and_is_named(room):
    live = room.create({"A": parameter(), "B": parameter()})
    room.refuse("delete", "A", -1)
    room.refuse("delete", "B", -1)
    assert not room.delete(live)
    assert (live.status, live.reason) == ("DELETE_FAILED", "The following resource(s) failed to delete: [B, A].")


def test_the_resource_says_what_its_service_said(room):
    live = room.create({"A": parameter()})
    room.refuse("delete", "A")
    room.delete(live)
    assert why(live, "A", "DELETE_FAILED").startswith('Resource handler returned message: "A is not to be had.')
    assert about(live, "A")[-2:] == ["DELETE_IN_PROGRESS", "DELETE_FAILED"]


def test_the_rest_is_deleted_all_the_same(room):
    live = room.create({"A": parameter(), "B": queue()})
    room.refuse("delete", "A", -1)
    room.delete(live)
    assert room.there() == ["A-1"]


def test_what_the_undeletable_needs_stays_with_it(room):
    live = room.create({"A": parameter(), "B": parameter("A"), "C": parameter("B")})
    room.refuse("delete", "B", -1)
    room.delete(live)
    assert room.there() == ["A-1", "B-2"]
    assert "A" not in room.asked("delete")


def test_the_second_attempt_deletes_only_what_is_left(room):
    live = room.create({"A": parameter(), "B": parameter("A"), "C": parameter("B")})
    room.refuse("delete", "B")
    room.delete(live)
    since = len(live.events)
    assert room.delete(live)
    assert told(live, since) == [
        "Stack DELETE_IN_PROGRESS",
        "B DELETE_IN_PROGRESS",
        "B DELETE_COMPLETE",
        "A DELETE_IN_PROGRESS",
        "A DELETE_COMPLETE",
        "Stack DELETE_COMPLETE",
    ]
    assert room.there() == []


def test_what_is_to_be_kept_is_skipped_at_the_second_attempt(room):
    live = room.create({"A": parameter(), "B": parameter("A")})
    room.refuse("delete", "B", -1)
    room.delete(live)
    assert room.delete(live, "B")
    assert live.status == "DELETE_COMPLETE"
    assert room.there() == ["B-2"] and [one.logical_id for one in live.retained] == ["B"]
    assert about(live, "B")[-1] == "DELETE_SKIPPED"


def test_nothing_can_be_kept_at_the_first_attempt(room):
    live = room.create({"A": parameter()})
    with pytest.raises(StackError, match="RetainResources is for stacks in DELETE_FAILED state"):
        room.delete(live, "A")
    assert room.there() == ["A-1"]


def test_a_protected_stack_is_not_deleted(room):
    live = room.create({"A": parameter()})
    live.protected = True
    with pytest.raises(StackError, match=r"Stack \[Shop\] cannot be deleted while TerminationProtection is enabled"):
        room.delete(live)
    assert turns(live)[-1] == "CREATE_COMPLETE" and room.there() == ["A-1"]


def test_a_stack_at_work_is_not_deleted(room):
    live, steps = room.begin({"A": queue()})
    room.clock.start(steps)
    room.clock.env.run(until=10)
    with pytest.raises(StackError, match="is in CREATE_IN_PROGRESS state and can not be deleted"):
        room.delete(live)


def test_a_stack_that_is_gone_stays_gone(room):
    live = room.create({"A": parameter()})
    room.delete(live)
    since = len(live.events)
    assert room.delete(live)
    assert live.events[since:] == []


def test_a_stack_that_is_gone_is_found_no_more(room):
    live = room.create({"A": parameter()})
    assert room.engine.find("us-east-1", "Shop") is live
    assert room.engine.find("us-east-1", live.owner.stack_id) is live
    assert room.engine.find("eu-central-1", "Shop") is None
    room.delete(live)
    assert room.engine.find("us-east-1", "Shop") is None


def test_a_refusal_known_later_is_told_later(room):
    live = room.create({"A": parameter()})
    room.paper.later["A"] = 30
    room.refuse("delete", "A")
    since = room.clock.seconds
    room.delete(live)
    assert next(event.seconds for event in live.events if event.status == "DELETE_FAILED") == since + 31


def test_a_stack_whose_deletion_failed_cannot_be_updated(room):
    live = room.create({"A": parameter()})
    room.refuse("delete", "A")
    room.delete(live)
    with pytest.raises(StackError, match="is in DELETE_FAILED state and can not be updated"):
        room.update(live, {"A": parameter(Value="w")})
