"""What an update does to what is there: nothing, a change in place, another in its stead, or its removal."""

import pytest

from tapstack.simulate.engine import StackError
from tests.unit.simulate.engine.stacks import Room, about, parameter, queue, ref, resource, told, turns, why

REPLACES = "Requested update requires the creation of a new physical resource; hence creating one."


@pytest.fixture
def room():
    return Room()


def named(name, *needs, **more):
    return queue(*needs, QueueName=name, **more)


def test_a_change_in_place_tells_its_events_as_aws_does(room):
    live = room.create({"A": parameter()})
    since = len(live.events)
    assert room.update(live, {"A": parameter(Value="w")})
    assert [(event.logical_id, event.status, event.reason) for event in live.events[since:]] == [
        ("Shop", "UPDATE_IN_PROGRESS", "User Initiated"),
        ("A", "UPDATE_IN_PROGRESS", ""),
        ("A", "UPDATE_COMPLETE", ""),
        ("Shop", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", ""),
        ("Shop", "UPDATE_COMPLETE", ""),
    ]


def test_a_change_in_place_keeps_the_physical_id(room):
    live = room.create({"A": parameter()})
    room.update(live, {"A": parameter(Value="w")})
    assert room.there() == ["A-1"]
    assert room.paper.there["us-east-1", "A-1"].properties["Value"] == "w"


def test_what_has_not_changed_is_not_touched(room):
    live = room.create({"A": parameter(), "B": parameter()})
    room.update(live, {"A": parameter(), "B": parameter(Value="w")})
    assert room.asked("update") == ["B"]
    assert about(live, "A") == ["CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE"]


def test_what_is_new_is_made(room):
    live = room.create({"A": parameter()})
    assert room.update(live, {"A": parameter(), "B": parameter()})
    assert room.there() == ["A-1", "B-2"]
    assert live.resources["B"].status == "CREATE_COMPLETE"


def test_a_replacement_tells_its_events_as_aws_does(room):
    live = room.create({"A": named("a")})
    since = len(live.events)
    assert room.update(live, {"A": named("b")})
    assert [
        (event.status, event.reason, event.physical_id) for event in live.events[since:] if event.logical_id == "A"
    ] == [
        ("UPDATE_IN_PROGRESS", REPLACES, "A-1"),
        ("UPDATE_IN_PROGRESS", "Resource creation Initiated", "A-2"),
        ("UPDATE_COMPLETE", "", "A-2"),
        ("DELETE_IN_PROGRESS", "", "A-1"),
        ("DELETE_COMPLETE", "", "A-1"),
    ]


def test_the_old_is_deleted_in_the_cleanup_only(room):
    live = room.create({"A": named("a")})
    since = len(live.events)
    room.update(live, {"A": named("b")})
    whole = told(live, since)
    assert whole.index("A DELETE_IN_PROGRESS") > whole.index("Stack UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
    assert room.there() == ["A-2"]


def test_what_needs_a_replaced_resource_sees_the_new_one(room):
    live = room.create(
        {"A": named("a"), "B": parameter(Value=ref("A")), "C": parameter(Value={"Fn::GetAtt": ["A", "Arn"]})}
    )
    room.update(
        live, {"A": named("b"), "B": parameter(Value=ref("A")), "C": parameter(Value={"Fn::GetAtt": ["A", "Arn"]})}
    )
    values = {one.logical_id: one.properties.get("Value") for one in room.paper.there.values()}
    assert values == {"A": None, "B": "A-4", "C": "Arn-of-A-4"}


def test_what_needs_a_replaced_resource_is_changed_after_it(room):
    live = room.create({"A": named("a"), "B": parameter(Value=ref("A"))})
    since = len(live.events)
    room.update(live, {"A": named("b"), "B": parameter(Value=ref("A"))})
    whole = told(live, since)
    assert whole.index("B UPDATE_IN_PROGRESS") > whole.index("A UPDATE_COMPLETE")
    assert whole.index("A DELETE_IN_PROGRESS") > whole.index("B UPDATE_COMPLETE")


def test_what_needs_a_replaced_resource_may_have_to_be_replaced_too(room):
    live = room.create({"A": named("a"), "B": parameter(Name=ref("A"))})
    room.update(live, {"A": named("b"), "B": parameter(Name=ref("A"))})
    assert room.there() == ["A-3", "B-4"]


def test_a_replacement_under_the_same_name_is_refused_in_the_words_of_aws(room):
    live = room.create({"A": named("a.fifo", FifoQueue=True)})
    assert not room.update(live, {"A": named("a.fifo")})
    assert why(live, "A", "UPDATE_FAILED") == (
        "CloudFormation cannot update a stack when a custom-named resource requires replacing. "
        "Rename a.fifo and update the stack again."
    )
    assert room.asked("create") == ["A"] and live.status == "UPDATE_ROLLBACK_COMPLETE"


def test_a_replacement_under_a_generated_name_is_not_refused(room):
    live = room.create({"A": queue(FifoQueue=True)})
    assert room.update(live, {"A": queue()})
    assert room.there() == ["A-2"]


def test_what_the_template_has_no_more_is_deleted_in_the_cleanup(room):
    live = room.create({"A": parameter(), "B": parameter("A"), "Z": parameter()})
    since = len(live.events)
    assert room.update(live, {"Z": parameter()})
    assert told(live, since) == [
        "Stack UPDATE_IN_PROGRESS",
        "Stack UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        "B DELETE_IN_PROGRESS",
        "B DELETE_COMPLETE",
        "A DELETE_IN_PROGRESS",
        "A DELETE_COMPLETE",
        "Stack UPDATE_COMPLETE",
    ]
    assert sorted(live.resources) == ["Z"]


def test_what_used_a_removed_resource_lets_go_of_it_first(room):
    live = room.create({"A": parameter(), "B": parameter(Value=ref("A"))})
    room.update(live, {"B": parameter(Value="none")})
    assert room.paper.calls[-2:] == [("update", "us-east-1", "B"), ("delete", "us-east-1", "A")]


@pytest.mark.parametrize(
    ("changed", "there"),
    [({"Wanted": "no"}, ["Z-2"]), ({"Wanted": "yes", "Word": "w"}, ["A-1", "Z-2"])],
    ids=["condition", "value"],
)
def test_a_parameter_alone_makes_an_update(room, changed, there):
    sections = {
        "Parameters": {"Wanted": {"Type": "String", "Default": "yes"}, "Word": {"Type": "String", "Default": "v"}},
        "Conditions": {"IsWanted": {"Fn::Equals": [ref("Wanted"), "yes"]}},
    }
    resources = {"A": parameter() | {"Condition": "IsWanted"}, "Z": parameter(Value=ref("Word"))}
    live = room.create(resources, sections=sections)
    assert room.update(live, resources, sections=sections, values=changed)
    assert room.there() == there


def test_a_condition_that_turns_true_makes_its_resource(room):
    sections = {
        "Parameters": {"Wanted": {"Type": "String", "Default": "no"}},
        "Conditions": {"IsWanted": {"Fn::Equals": [ref("Wanted"), "yes"]}},
    }
    resources = {"A": parameter() | {"Condition": "IsWanted"}, "Z": parameter()}
    live = room.create(resources, sections=sections)
    assert room.there() == ["Z-1"]
    room.update(live, resources, sections=sections, values={"Wanted": "yes"})
    assert room.there() == ["A-2", "Z-1"]


def test_the_same_again_is_refused(room):
    live = room.create({"A": parameter()})
    with pytest.raises(StackError, match=r"ValidationError: No updates are to be performed\."):
        room.update(live, {"A": parameter()})
    assert turns(live) == ["CREATE_IN_PROGRESS", "CREATE_COMPLETE"]


def test_another_order_of_need_alone_is_no_update(room):
    live = room.create({"A": parameter(), "B": parameter()})
    with pytest.raises(StackError, match="No updates are to be performed"):
        room.update(live, {"A": parameter(), "B": parameter("A")})


@pytest.mark.parametrize(
    "attributes",
    [{"DeletionPolicy": "Retain"}, {"UpdateReplacePolicy": "Retain"}, {"Metadata": {"a": "b"}}],
    ids=lambda attributes: next(iter(attributes)),
)
def test_another_attribute_alone_is_an_update_that_touches_nothing(room, attributes):
    live = room.create({"A": parameter()})
    assert room.update(live, {"A": parameter() | attributes})
    assert room.asked("update") == [] and live.status == "UPDATE_COMPLETE"


def test_another_output_alone_is_an_update(room):
    live = room.create({"A": parameter()})
    assert room.update(live, {"A": parameter()}, sections={"Outputs": {"It": {"Value": ref("A")}}})
    assert live.outputs == {"It": "A-1"}


def test_another_type_under_the_same_name_is_refused(room):
    live = room.create({"A": parameter()})
    with pytest.raises(StackError, match=r"Update of resource type is not permitted.*: \[A\]"):
        room.update(live, {"A": queue()})


def test_outputs_follow_the_update(room):
    sections = {"Outputs": {"It": {"Value": ref("A")}}}
    live = room.create({"A": named("a")}, sections=sections)
    assert live.outputs == {"It": "A-1"}
    room.update(live, {"A": named("b")}, sections=sections)
    assert live.outputs == {"It": "A-2"}


def test_a_stack_at_work_cannot_be_updated(room):
    live, steps = room.begin({"A": queue()})
    room.clock.start(steps)
    room.clock.env.run(until=10)
    with pytest.raises(StackError, match="is in CREATE_IN_PROGRESS state and can not be updated"):
        room.update(live, {"A": queue(), "B": queue()})


def test_a_path_of_a_nested_property_decides_too(room):
    check = "AWS::Route53::HealthCheck"
    live = room.create({"A": resource(check, HealthCheckConfig={"Type": "HTTP", "Port": 80})})
    room.update(live, {"A": resource(check, HealthCheckConfig={"Type": "HTTP", "Port": 81})})
    assert room.there() == ["A-1"]
    room.update(live, {"A": resource(check, HealthCheckConfig={"Type": "TCP", "Port": 81})})
    assert room.there() == ["A-2"]


def test_the_template_in_force_is_the_new_one_afterwards(room):
    live = room.create({"A": parameter()})
    room.update(live, {"B": parameter()})
    assert list(live.definition.stack.bodies) == ["B"]
