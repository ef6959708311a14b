"""Operations that are kept from their end."""

import pytest

from tests.unit.simulate.engine.stacks import Room, about, parameter, queue


@pytest.fixture
def room():
    return Room()


def held(room, name, action):
    """Hold one operation on one resource; what lets it go."""
    event = room.clock.env.event()

    def hold(region, resource, doing):
        return event if (resource.logical_id, doing) == (name, action) and not event.triggered else None

    room.engine.hold = hold
    return event


def test_a_creation_that_is_held_is_in_progress_until_it_is_let_go(room):
    event = held(room, "A", "create")
    live, steps = room.begin({"A": parameter()})
    process = room.clock.start(steps)
    room.clock.run(3600)
    assert about(live, "A") == ["CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS"]
    assert live.status == "CREATE_IN_PROGRESS"
    event.succeed()
    room.clock.env.run(until=process)
    assert about(live, "A")[-1] == "CREATE_COMPLETE"


def test_a_creation_that_is_held_is_cancelled_when_another_fails(room):
    held(room, "A", "create")
    room.refuse("create", "B")
    live = room.create({"A": parameter(), "B": queue()})
    assert "CREATE_FAILED" in about(live, "A") and live.status == "ROLLBACK_COMPLETE"


def test_an_update_that_is_held_is_in_progress_until_it_is_let_go(room):
    live = room.create({"A": parameter()})
    event = held(room, "A", "update")
    process = room.clock.start(room.change(live, {"A": parameter(Value="w")}))
    room.clock.run(3600)
    assert about(live, "A")[-1] == "UPDATE_IN_PROGRESS"
    event.succeed()
    room.clock.env.run(until=process)
    assert about(live, "A")[-1] == "UPDATE_COMPLETE"


def test_a_deletion_that_is_held_is_in_progress_until_it_is_let_go(room):
    live = room.create({"A": parameter()})
    event = held(room, "A", "delete")
    process = room.clock.start(room.engine.delete(live))
    room.clock.run(3600)
    assert about(live, "A")[-1] == "DELETE_IN_PROGRESS"
    event.succeed()
    room.clock.env.run(until=process)
    assert live.status == "DELETE_COMPLETE"
