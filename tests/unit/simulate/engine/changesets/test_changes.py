"""What a change set tells of each resource."""

import pytest

from tapstack.simulate.engine.changesets import ChangeSets, Kind, Request
from tapstack.simulate.engine.changesets.detail import Detail
from tests.unit.simulate.engine.stacks import Room, custom, parameter, program, queue, ref


@pytest.fixture
def room():
    return Room()


def changes(room, live, resources, *, values=None, sections=None, tags=None):
    """What an update to this would do, by logical id."""
    made = program(resources, sections)
    request = Request("C", Kind.UPDATE, made, made.parameters.resolve(values or {}), live.definition.place, tags)
    one, steps = ChangeSets(room.engine).create(request)
    room.clock.finish(steps)
    assert one.phase == "CREATE_COMPLETE", one.reason
    return {change.logical_id: change for change in one.changes}


def get(name, attribute="Arn"):
    return {"Fn::GetAtt": [name, attribute]}


def test_a_property_changed_in_place(room):
    found = changes(room, room.create({"A": queue(DelaySeconds=1)}), {"A": queue(DelaySeconds=2)})
    change = found["A"]
    assert (change.action, change.physical_id, change.replacement, change.policy) == ("Modify", "A-1", "False", "")
    assert change.scope == ("Properties",) and change.details == (Detail("Properties", "DelaySeconds"),)


@pytest.mark.parametrize(("policy", "told"), [(None, "ReplaceAndDelete"), ("Retain", "ReplaceAndRetain")])
def test_a_property_that_replaces(room, policy, told):
    live = room.create({"A": queue(QueueName="a")})
    change = changes(room, live, {"A": queue(QueueName="b", replaced=policy)})["A"]
    assert (change.replacement, change.policy) == ("True", told)
    assert Detail("Properties", "QueueName", "Always") in change.details


def test_what_is_new_and_what_goes(room):
    live = room.create({"A": queue(), "B": queue(keep="Retain"), "C": parameter()})
    found = changes(room, live, {"C": parameter(), "D": queue()})
    assert {name: (one.action, one.physical_id, one.policy) for name, one in found.items()} == {
        "D": ("Add", "", ""),
        "A": ("Remove", "A-1", "Delete"),
        "B": ("Remove", "B-2", "Retain"),
    }


def test_who_refers_to_what_is_replaced_changes_perhaps(room):
    def resources(name):
        return {"B": parameter(Value=ref("A")), "C": parameter(Name=ref("A")), "A": custom(ServiceToken=name)}

    found = changes(room, room.create(resources("a")), resources("b"))
    assert found["A"].replacement == "True"
    assert found["B"].details == (Detail("Properties", "Value", "Never", "Dynamic", "ResourceReference", "A"),)
    assert found["B"].replacement == "False"
    assert found["C"].details == (Detail("Properties", "Name", "Always", "Dynamic", "ResourceReference", "A"),)
    assert found["C"].replacement == "Conditional"


def test_a_name_that_the_template_determines_is_known_before(room):
    def resources(name):
        return {"B": parameter(Value=get("A", "QueueName")), "A": queue(QueueName=name)}

    found = changes(room, room.create(resources("a")), resources("b"))
    assert found["B"].details == (Detail("Properties", "Value"),)
    assert found["B"].after["Properties"]["Value"] == "b"


def test_an_attribute_of_what_is_changed_in_place_may_be_another(room):
    def resources(turn):
        return {"A": custom(Turn=turn), "B": parameter(Value=get("A", "It")), "C": parameter(Value=ref("A"))}

    live = room.create({"A": custom(Turn="1"), "B": parameter(), "C": parameter(Value=ref("A"))})
    found = changes(room, live, resources("2"))
    assert found["B"].details == (Detail("Properties", "Value", "Never", "Dynamic", "ResourceAttribute", "A.It"),)
    assert "C" not in found


def test_a_parameter_is_told_as_the_cause(room):
    sections = {"Parameters": {"Delay": {"Type": "Number", "Default": "1"}}}
    resources = {"A": queue(DelaySeconds=ref("Delay")), "B": parameter()}
    live = room.create(resources, sections=sections)
    found = changes(room, live, resources, sections=sections, values={"Delay": "5"})
    assert list(found) == ["A"]
    assert found["A"].details == (
        Detail("Properties", "DelaySeconds", "Never", "Static", "ParameterReference", "Delay"),
        Detail("Properties", "DelaySeconds", "Never", "Dynamic"),
    )


def test_tags_of_the_stack_change_what_takes_tags(room):
    live = room.create({"A": queue(), "B": custom()}, tags={"Stage": "test"})
    found = changes(room, live, {"A": queue(), "B": custom()}, tags={"Stage": "live"})
    assert list(found) == ["A"] and found["A"].details == (Detail("Tags"),) and found["A"].replacement == "False"


def test_a_policy_alone_is_a_change_of_that_attribute(room):
    found = changes(room, room.create({"A": queue()}), {"A": queue(keep="Retain")})
    assert found["A"].scope == ("DeletionPolicy",)


def test_an_output_alone_is_a_change_set_without_changes(room):
    live = room.create({"A": queue()})
    assert changes(room, live, {"A": queue()}, sections={"Outputs": {"It": {"Value": "x"}}}) == {}


def test_a_condition_that_turns_false_removes(room):
    sections = {
        "Parameters": {"Wanted": {"Type": "String", "Default": "yes"}},
        "Conditions": {"IsWanted": {"Fn::Equals": [ref("Wanted"), "yes"]}},
    }
    resources = {"A": queue() | {"Condition": "IsWanted"}, "B": parameter()}
    live = room.create(resources, sections=sections)
    found = changes(room, live, resources, sections=sections, values={"Wanted": "no"})
    assert {name: one.action for name, one in found.items()} == {"A": "Remove"}


def test_secret_values_are_compared_and_not_shown(room):
    sections = {"Parameters": {"Secret": {"Type": "String", "NoEcho": True}}}
    resources = {"A": parameter(Value={"Fn::Sub": "at ${Secret} now"})}
    live = room.create(resources, sections=sections, values={"Secret": "hunter2"})
    change = changes(room, live, resources, sections=sections, values={"Secret": "hunter3"})["A"]
    assert change.details[0].cause == "Secret"
    assert "hunter" not in repr(change)
    assert change.after["Properties"]["Value"] == "at **** now"


def test_what_is_known_only_later_says_so(room):
    live = room.create({"A": custom(ServiceToken="a"), "B": parameter(Value=ref("A"))})
    found = changes(room, live, {"A": custom(ServiceToken="b"), "B": parameter(Value=ref("A"))})
    assert found["B"].before["Properties"]["Value"] == "A-1"
    assert found["B"].after["Properties"]["Value"] == "{{changeSet:KNOWN_AFTER_APPLY}}"
