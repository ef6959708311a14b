"""The tags of a stack reach its resources, now and when they change."""

import pytest

from tapstack.simulate.engine import StackError
from tapstack.simulate.engine.taggable import taggable
from tests.unit.simulate.engine.stacks import Room, about, custom, parameter, queue, resource, turns

POLICY = resource("AWS::SQS::QueuePolicy", PolicyDocument={}, Queues=["q"])
RESOURCES = {"A": parameter(), "P": POLICY, "C": custom()}


@pytest.fixture
def room():
    return Room()


@pytest.fixture
def live(room):
    return room.create(RESOURCES, tags={"Stage": "test"})


def tags(room):
    return {one.logical_id: one.tags for one in room.paper.there.values()}


def test_what_takes_tags_is_wanted_with_those_of_the_stack(room, live):
    assert tags(room) == {"A": {"Stage": "test"}, "P": {}, "C": {}}


def test_other_tags_alone_are_an_update_of_what_takes_tags(room, live):
    assert room.update(live, RESOURCES, tags={"Stage": "live"})
    assert room.asked("update") == ["A"]
    assert tags(room)["A"] == {"Stage": "live"} and live.owner.tags == {"Stage": "live"}


def test_other_tags_alone_update_a_stack_in_which_nothing_takes_tags(room):
    live = room.create({"P": POLICY}, tags={"Stage": "test"})
    since = len(live.events)
    assert room.update(live, {"P": POLICY}, tags={"Stage": "live"})
    assert turns(live, since) == ["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_COMPLETE"]
    assert room.asked("update") == []


def test_no_tags_given_are_the_tags_that_it_has(room, live):
    with pytest.raises(StackError, match="No updates are to be performed"):
        room.update(live, RESOURCES)


def test_an_empty_set_of_tags_takes_them_away(room, live):
    assert room.update(live, RESOURCES, tags={})
    assert tags(room)["A"] == {}


def test_other_tags_do_not_replace(room):
    live = room.create({"Q": queue(QueueName="q")}, tags={"Stage": "test"})
    room.update(live, {"Q": queue(QueueName="q")}, tags={"Stage": "live"})
    assert about(live, "Q")[-2:] == ["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"] and room.there() == ["Q-1"]


def test_a_rollback_brings_the_tags_back(room, live):
    room.refuse("create", "Bad")
    room.update(live, {**RESOURCES, "Bad": parameter("A")}, tags={"Stage": "live"})
    assert tags(room)["A"] == {"Stage": "test"} and live.owner.tags == {"Stage": "test"}


def test_the_provider_is_told_the_tags_that_it_is_to_set(room, live):
    room.refuse("create", "Bad")
    room.update(live, {**RESOURCES, "Bad": parameter("A")}, tags={"Stage": "live"})
    told = [(call[0], owner.tags["Stage"]) for call, owner in zip(room.paper.calls, room.paper.owners, strict=True)]
    assert told[3:] == [("update", "live"), ("create", "live"), ("update", "test")]


@pytest.mark.parametrize(
    ("kind", "takes"),
    [
        ("AWS::S3::Bucket", True),
        ("AWS::DynamoDB::GlobalTable", True),
        ("AWS::Route53::HostedZone", True),
        ("AWS::EC2::Route", False),
        ("AWS::Route53::RecordSetGroup", False),
        ("Custom::Thing", False),
        ("AWS::No::Such", False),
    ],
)
def test_which_types_take_tags(kind, takes):
    assert taggable(kind) is takes
