"""NoEcho values reach the services, and nothing else."""

import pytest

from tapstack.simulate.engine import StackError
from tests.unit.simulate.engine.stacks import Room, parameter, ref

SECTIONS = {"Parameters": {"Password": {"Type": "String", "NoEcho": True}, "Other": {"Type": "String", "Default": "o"}}}
RESOURCES = {"A": parameter(Value=ref("Password")), "B": parameter("A", Value={"Fn::Sub": "x-${Password}"})}


@pytest.fixture
def room():
    return Room()


def create(room):
    return room.create(RESOURCES, sections=SECTIONS, values={"Password": "hush-hush"})


def test_the_provider_gets_the_value(room):
    create(room)
    assert [one.properties["Value"] for one in room.paper.there.values()] == ["hush-hush", "x-hush-hush"]


def test_no_event_shows_the_value(room):
    room.refuse("create", "B")
    live = create(room)
    assert "hush-hush" not in repr(live.events)


def test_another_value_alone_is_an_update(room):
    live = create(room)
    assert room.update(live, RESOURCES, sections=SECTIONS, values={"Password": "other"})
    assert [one.properties["Value"] for one in room.paper.there.values()] == ["other", "x-other"]


def test_the_same_value_again_is_none(room):
    live = create(room)
    with pytest.raises(StackError, match="No updates are to be performed"):
        room.update(live, RESOURCES, sections=SECTIONS, values={"Password": "hush-hush"})


def test_another_value_that_nothing_uses_is_none(room):
    sections = {"Parameters": {"Password": {"Type": "String", "NoEcho": True}}}
    live = room.create({"A": parameter()}, sections=sections, values={"Password": "a"})
    with pytest.raises(StackError, match="No updates are to be performed"):
        room.update(live, {"A": parameter()}, sections=sections, values={"Password": "b"})
