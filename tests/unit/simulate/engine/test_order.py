"""What comes first, and what goes on side by side."""

import pytest

from tapstack.simulate.engine import StackEvent
from tests.unit.simulate.engine.stacks import Room, about, parameter, queue, ref, told, turns


@pytest.fixture
def room():
    return Room()


def moments(live, status):
    return {event.logical_id: event.seconds for event in live.events if event.status == status}


def test_a_stack_of_one_resource_tells_its_events_as_aws_does(room):
    live = room.create({"A": queue()})
    assert [(event.logical_id, event.status, event.reason) for event in live.events] == [
        ("Shop", "CREATE_IN_PROGRESS", "User Initiated"),
        ("A", "CREATE_IN_PROGRESS", ""),
        ("A", "CREATE_IN_PROGRESS", "Resource creation Initiated"),
        ("A", "CREATE_COMPLETE", ""),
        ("Shop", "CREATE_COMPLETE", ""),
    ]


def test_the_physical_id_is_told_once_the_creation_is_initiated(room):
    live = room.create({"A": queue()})
    assert [event.physical_id for event in live.events if event.logical_id == "A"] == ["", "A-1", "A-1"]


def test_an_event_of_the_stack_names_the_stack_by_its_id(room):
    live = room.create({"A": queue()})
    assert {event.physical_id for event in live.events if event.logical_id == "Shop"} == {live.owner.stack_id}
    assert {event.type for event in live.events if event.logical_id == "Shop"} == {"AWS::CloudFormation::Stack"}


def test_what_needs_nothing_is_begun_at_once_side_by_side(room):
    live = room.create({"A": queue(), "B": queue(), "C": queue()})
    assert moments(live, "CREATE_COMPLETE") == {"A": 65, "B": 65, "C": 65, "Shop": 65}


def test_free_resources_are_begun_in_the_order_of_the_template(room):
    room.create({"C": queue(), "A": queue(), "B": queue()})
    assert room.asked("create") == ["C", "A", "B"]


@pytest.mark.parametrize(
    "needing",
    [
        queue("A"),
        queue(Tags=[{"Key": "k", "Value": ref("A")}]),
        queue(Tags=[{"Key": "k", "Value": {"Fn::GetAtt": ["A", "Arn"]}}]),
        queue(Tags=[{"Key": "k", "Value": {"Fn::Sub": "x-${A.QueueName}"}}]),
    ],
    ids=["DependsOn", "Ref", "GetAtt", "Sub"],
)
def test_a_resource_is_begun_when_what_it_needs_is_complete(room, needing):
    live = room.create({"B": needing, "A": parameter() if "DependsOn" in needing else queue()})
    begun = next(event.seconds for event in live.events if event.logical_id == "B")
    assert begun == moments(live, "CREATE_COMPLETE")["A"]


def test_a_resource_waits_only_for_what_it_needs_itself(room):
    live = room.create({"Slow": queue(), "Quick": parameter(), "After": parameter("Quick")})
    assert moments(live, "CREATE_COMPLETE") == {"Quick": 5, "After": 10, "Slow": 65, "Shop": 65}


def test_a_diamond_is_made_from_one_tip_to_the_other(room):
    room.create({"D": parameter("B", "C"), "B": parameter("A"), "C": parameter("A"), "A": parameter()})
    assert room.asked("create") == ["A", "B", "C", "D"]


def test_what_needs_others_is_deleted_before_them(room):
    live = room.create({"A": parameter(), "B": parameter("A"), "C": parameter("B")})
    room.delete(live)
    assert room.asked("delete") == ["C", "B", "A"]


def test_what_needs_nothing_of_each_other_is_deleted_side_by_side(room):
    live = room.create({"A": queue(), "B": queue()})
    since = room.clock.seconds
    room.delete(live)
    assert moments(live, "DELETE_COMPLETE") == {"A": since + 60, "B": since + 60, "Shop": since + 60}


def test_a_deletion_tells_its_events_as_aws_does(room):
    live = room.create({"A": queue()})
    since = len(live.events)
    assert room.delete(live)
    assert told(live, since) == [
        "Stack DELETE_IN_PROGRESS",
        "A DELETE_IN_PROGRESS",
        "A DELETE_COMPLETE",
        "Stack DELETE_COMPLETE",
    ]
    assert room.there() == []


def test_a_listener_hears_every_event_of_every_stack(room):
    heard: list[StackEvent] = []
    room.engine.listeners.append(heard.append)
    one, other = room.create({"A": queue()}), room.create({"A": queue()}, name="Other")
    assert heard == [*one.events, *other.events]


def test_two_stacks_are_made_at_once_on_one_clock(room):
    (one, first), (other, second) = room.begin({"A": queue()}), room.begin({"A": queue()}, name="Other")
    processes = [room.clock.start(first), room.clock.start(second)]
    room.clock.env.run(until=room.clock.env.all_of(processes))
    assert (one.status, other.status) == ("CREATE_COMPLETE", "CREATE_COMPLETE")
    assert room.clock.seconds == 65


def test_two_stacks_at_once_keep_their_events_apart(room):
    (one, first), (other, second) = room.begin({"A": queue()}), room.begin({"B": queue()}, name="Other")
    room.clock.env.run(until=room.clock.env.all_of([room.clock.start(first), room.clock.start(second)]))
    assert about(one, "B") == [] and about(other, "A") == []
    assert turns(other) == ["CREATE_IN_PROGRESS", "CREATE_COMPLETE"]


def test_the_same_stacks_give_the_same_events_again():
    resources = {"A": queue(), "B": parameter("A"), "C": parameter()}
    assert Room().create(resources).events == Room().create(resources).events


def test_a_stack_id_follows_from_account_region_name_and_number(room):
    live = room.create({"A": queue()})
    assert live.owner.stack_id == Room().create({"B": parameter()}).owner.stack_id
    assert live.owner.stack_id.startswith("arn:aws:cloudformation:us-east-1:123456789012:stack/Shop/")


def test_a_stack_made_again_under_its_name_gets_another_id(room):
    live = room.create({"A": queue()})
    room.delete(live)
    again = room.create({"A": queue()})
    assert again.owner.stack_id != live.owner.stack_id


def test_the_new_id_is_told_before_the_stack_is_made(room):
    expected = room.engine.new_id("123456789012", "us-east-1", "aws", "Shop")
    assert room.create({"A": queue()}).owner.stack_id == expected


def test_resources_may_refer_to_the_id_of_their_stack(room):
    live = room.create({"A": parameter(Value=ref("AWS::StackId"))})
    assert room.paper.there["us-east-1", "A-1"].properties["Value"] == live.owner.stack_id
