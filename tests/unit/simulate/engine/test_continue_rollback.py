"""A rollback that fails, and what gets the stack out of it."""

import pytest

from tapstack.simulate.engine import StackError
from tests.unit.simulate.engine.stacks import Room, about, custom, parameter, queue, ref, why


@pytest.fixture
def room():
    return Room()


def stuck(room):
    """A stack with a changed, a replaced and a new resource, which cannot change A back."""
    live = room.create({"A": parameter(), "Q": queue("A", QueueName="a"), "U": parameter(Value=ref("Q"))})
    room.refuse("create", "Bad")
    changed = {"A": parameter(Value="w"), "Q": queue("A", QueueName="b"), "U": parameter(Value=ref("Q"))}
    steps = room.change(live, changed | {"New": parameter(), "Bad": parameter("U")})
    room.clock.start(steps)
    room.clock.env.run(until=room.clock.seconds + 20)
    room.refuse("update", "A", -1)
    room.clock.env.run()
    return live


def mended(room):
    room.paper.refused.clear()


def test_a_rollback_that_is_refused_fails_and_names_what_refused(room):
    live = stuck(room)
    assert (live.status, live.reason) == ("UPDATE_ROLLBACK_FAILED", "The following resource(s) failed to update: [A].")
    assert about(live, "A")[-1] == "UPDATE_FAILED"


def test_what_does_not_need_the_refused_is_set_back_all_the_same(room):
    live = room.create({"A": parameter(), "B": parameter()})
    room.refuse("update", "A", -1)
    room.update(live, {"A": parameter(Value="w"), "B": parameter(Value="w")})
    assert live.resources["B"].wanted.properties["Value"] == "v"


def test_nothing_is_cleaned_up_while_the_rollback_is_stuck(room):
    live = stuck(room)
    assert room.asked("delete") == []
    assert room.there() == ["A-1", "New-4", "Q-2", "Q-5", "U-3"]
    assert "New" in live.resources


def test_a_stuck_stack_cannot_be_updated(room):
    live = stuck(room)
    with pytest.raises(StackError, match="is in UPDATE_ROLLBACK_FAILED state and can not be updated"):
        room.update(live, {"A": parameter()})


def test_it_goes_on_when_the_cause_is_mended(room):
    live = stuck(room)
    mended(room)
    assert room.resume(live)
    assert live.status == "UPDATE_ROLLBACK_COMPLETE"
    assert room.there() == ["A-1", "Q-2", "U-3"]
    assert [room.paper.there["us-east-1", name].properties["Value"] for name in ("A-1", "U-3")] == ["v", "Q-2"]


def test_it_fails_again_while_the_cause_is_not_mended(room):
    live = stuck(room)
    assert not room.resume(live)
    assert live.status == "UPDATE_ROLLBACK_FAILED"
    mended(room)
    assert room.resume(live)


def test_what_was_set_back_is_not_touched_again(room):
    live = room.create({"A": parameter(), "B": parameter()})
    room.refuse("create", "Bad")
    steps = room.change(live, {"A": parameter(Value="w"), "B": parameter(Value="w"), "Bad": parameter("A", "B")})
    room.clock.start(steps)
    room.clock.env.run(until=room.clock.seconds + 5.5)
    room.refuse("update", "A")
    room.clock.env.run()
    since = len(live.events)
    assert room.resume(live)
    assert [event.status for event in live.events[since:] if event.logical_id == "B"] == []
    assert room.asked("update") == ["A", "B", "A", "B", "A"]


def test_what_is_skipped_stays_as_it_is_and_counts_as_complete(room):
    live = stuck(room)
    assert room.resume(live, "A")
    assert live.resources["A"].status == "UPDATE_COMPLETE"
    assert live.resources["A"].wanted.properties["Value"] == "v"
    assert room.paper.there["us-east-1", "A-1"].properties["Value"] == "w"
    assert room.there() == ["A-1", "Q-2", "U-3"]


def test_only_what_failed_may_be_skipped(room):
    live = stuck(room)
    for name in ("Q", "Nobody"):
        with pytest.raises(StackError, match=f"Resource .{name}. cannot be skipped"):
            room.resume(live, name)


def test_a_stack_that_is_not_stuck_cannot_go_on(room):
    live = room.create({"A": parameter()})
    with pytest.raises(StackError, match="is in CREATE_COMPLETE state and can not be rolled back"):
        room.resume(live)


def test_a_stuck_stack_can_be_deleted_with_all_that_it_has_made(room):
    live = stuck(room)
    mended(room)
    assert room.delete(live)
    assert live.status == "DELETE_COMPLETE" and room.there() == []


def test_a_stuck_stack_that_is_deleted_keeps_what_is_protected(room):
    live = room.create({"A": parameter(), "Q": queue("A", QueueName="a", keep="Retain")})
    room.refuse("create", "Bad")
    room.refuse("update", "A", 0)
    steps = room.change(live, {"A": parameter(Value="w"), "Q": queue("A", QueueName="b"), "Bad": parameter("Q")})
    room.clock.start(steps)
    room.clock.env.run(until=room.clock.seconds + 20)
    room.refuse("update", "A", -1)
    room.clock.env.run()
    assert live.status == "UPDATE_ROLLBACK_FAILED"
    mended(room)
    room.delete(live)
    assert [one.physical_id for one in live.retained] == room.there()
    assert "Q-2" in room.there()


def test_a_custom_resource_that_is_skipped_keeps_its_new_id(room):
    room.paper.renamed["2"] = "other"
    live = room.create({"A": custom(Turn="1")})
    room.refuse("create", "Bad")
    steps = room.change(live, {"A": custom(Turn="2"), "Bad": parameter("A")})
    room.clock.start(steps)
    room.clock.env.run(until=room.clock.seconds + 5.5)
    room.refuse("update", "A", -1)
    room.clock.env.run()
    assert live.status == "UPDATE_ROLLBACK_FAILED"
    assert room.resume(live, "A")
    assert live.resources["A"].physical_id == "other" and room.there() == ["other"]


def test_a_stack_that_got_out_can_be_updated(room):
    live = stuck(room)
    mended(room)
    room.resume(live)
    assert room.update(live, {"A": parameter(Value="x")})
    assert room.there() == ["A-1"]


def test_the_reason_of_the_refused_is_the_services(room):
    live = stuck(room)
    assert why(live, "A", "UPDATE_FAILED").startswith('Resource handler returned message: "A is not to be had.')
