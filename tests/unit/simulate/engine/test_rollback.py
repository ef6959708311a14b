"""An update that fails: everything is as before."""

import pytest

from tapstack.simulate.engine import StackError
from tests.unit.simulate.engine.stacks import Room, about, custom, parameter, queue, ref, told, turns, why

BEFORE = {"A": parameter(), "Q": queue(QueueName="a"), "U": parameter(Value=ref("Q")), "Z": parameter()}


@pytest.fixture
def room():
    return Room()


def properties(live):
    return {name: one.wanted.properties for name, one in live.resources.items()}


def ids(live):
    return {name: one.physical_id for name, one in live.resources.items()}


def wide(**more):
    """An update that changes, replaces, adds and removes, and whose last resource is refused."""
    changed = {"A": parameter(Value="w"), "Q": queue(QueueName="b"), "U": parameter(Value=ref("Q")), "New": parameter()}
    return changed | {"Bad": parameter(*changed)} | more


def test_everything_is_as_before(room):
    live = room.create(BEFORE)
    was, names, there = properties(live), ids(live), dict(room.paper.there)
    room.refuse("create", "Bad")
    assert not room.update(live, wide())
    assert (properties(live), ids(live)) == (was, names)
    assert room.paper.there == there


def test_it_tells_its_events_as_aws_does(room):
    live = room.create({"A": parameter()})
    room.refuse("create", "B")
    since = len(live.events)
    room.update(live, {"A": parameter(Value="w"), "N": parameter(), "B": parameter("A", "N")})
    assert told(live, since) == [
        "Stack UPDATE_IN_PROGRESS",
        "A UPDATE_IN_PROGRESS",
        "N CREATE_IN_PROGRESS",
        "N CREATE_IN_PROGRESS",
        "A UPDATE_COMPLETE",
        "N CREATE_COMPLETE",
        "B CREATE_IN_PROGRESS",
        "B CREATE_FAILED",
        "Stack UPDATE_ROLLBACK_IN_PROGRESS",
        "A UPDATE_IN_PROGRESS",
        "A UPDATE_COMPLETE",
        "Stack UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "N DELETE_IN_PROGRESS",
        "N DELETE_COMPLETE",
        "Stack UPDATE_ROLLBACK_COMPLETE",
    ]


def test_the_stack_names_what_failed_to_be_made_and_to_be_changed(room):
    live = room.create({"A": parameter(), "Z": parameter()})
    room.paper.later |= {"A": 1, "B": 1}
    room.refuse("create", "B")
    room.refuse("update", "A")
    room.update(live, {"A": parameter(Value="w"), "B": parameter(), "Z": parameter()})
    assert why(live, "Shop", "UPDATE_ROLLBACK_IN_PROGRESS") == (
        "The following resource(s) failed to create: [B]. The following resource(s) failed to update: [A]."
    )


def test_a_sibling_under_way_is_cancelled(room):
    live = room.create({"Slow": queue(), "A": parameter()})
    room.refuse("update", "A")
    room.update(live, {"Slow": queue(DelaySeconds=5), "A": parameter(Value="w")})
    assert why(live, "Slow", "UPDATE_FAILED") == "Resource update cancelled"


def test_what_was_cancelled_is_set_back_too(room):
    live = room.create({"Slow": queue(), "A": parameter()})
    room.refuse("update", "A")
    room.update(live, {"Slow": queue(DelaySeconds=5), "A": parameter(Value="w")})
    assert room.paper.there["us-east-1", "Slow-1"].properties == {}


def test_a_replacement_under_way_is_cancelled_and_what_it_made_deleted(room):
    live = room.create({"Slow": queue(QueueName="a"), "A": parameter()})
    room.refuse("update", "A")
    room.update(live, {"Slow": queue(QueueName="b"), "A": parameter(Value="w")})
    assert why(live, "Slow", "UPDATE_FAILED") == "Resource update cancelled"
    assert ids(live) == {"Slow": "Slow-1", "A": "A-2"} and room.there() == ["A-2", "Slow-1"]


def test_a_resource_that_refused_is_changed_back(room):
    live = room.create({"A": parameter()})
    room.refuse("update", "A")
    room.update(live, {"A": parameter(Value="w")})
    assert about(live, "A")[3:] == ["UPDATE_IN_PROGRESS", "UPDATE_FAILED", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"]
    assert room.asked("update") == ["A", "A"]


def test_a_resource_that_was_not_changed_is_complete_again_without_a_call(room):
    live = room.create({"A": queue(QueueName="a", FifoQueue=False)})
    room.update(live, {"A": queue(QueueName="a")})
    assert about(live, "A")[-2:] == ["UPDATE_FAILED", "UPDATE_COMPLETE"]
    assert room.asked("update") == []


def test_a_half_made_replacement_is_deleted(room):
    live = room.create({"A": queue(QueueName="a")})
    room.paper.half.add("A")
    room.refuse("create", "A")
    room.update(live, {"A": queue(QueueName="b")})
    assert room.there() == ["A-1"] and ids(live) == {"A": "A-1"}


def test_a_half_made_new_resource_is_deleted(room):
    live = room.create({"Z": parameter()})
    room.paper.half.add("A")
    room.refuse("create", "A")
    room.update(live, {"A": queue(), "Z": parameter()})
    assert room.there() == ["Z-1"]


def test_what_was_to_be_removed_is_still_there(room):
    live = room.create({"A": parameter(), "Z": parameter()})
    room.refuse("create", "B")
    room.update(live, {"Z": parameter(), "B": parameter()})
    assert room.asked("delete") == [] and sorted(live.resources) == ["A", "Z"]


def test_resources_are_set_back_in_the_order_of_need(room):
    live = room.create({"B": parameter("A"), "A": parameter()})
    room.refuse("create", "Bad")
    room.update(live, {"B": parameter("A", Value="w"), "A": parameter(Value="w"), "Bad": parameter("B")})
    assert room.asked("update") == ["A", "B", "A", "B"]


def test_what_used_the_new_copy_uses_the_old_one_again(room):
    live = room.create({"Q": queue(QueueName="a"), "U": parameter(Value=ref("Q"))})
    room.refuse("create", "Bad")
    room.update(live, {"Q": queue(QueueName="b"), "U": parameter(Value=ref("Q")), "Bad": parameter("U")})
    assert room.paper.there["us-east-1", "U-2"].properties["Value"] == "Q-1"


def test_outputs_and_exports_are_as_before(room):
    sections = {"Outputs": {"It": {"Value": ref("A"), "Export": {"Name": "it"}}}}
    live = room.create({"A": queue(QueueName="a")}, sections=sections)
    room.refuse("create", "Bad")
    room.update(live, {"A": queue(QueueName="b"), "Bad": parameter("A")}, sections=sections)
    assert (live.outputs, live.exports) == ({"It": "A-1"}, {"it": "A-1"})


def test_the_template_in_force_is_the_old_one_still(room):
    live = room.create({"A": parameter()})
    room.refuse("create", "B")
    room.update(live, {"B": parameter()})
    with pytest.raises(StackError, match="No updates are to be performed"):
        room.update(live, {"A": parameter()})


def test_the_same_update_may_be_tried_again(room):
    live = room.create(BEFORE)
    room.refuse("create", "Bad")
    assert not room.update(live, wide())
    assert room.update(live, wide())
    assert live.status == "UPDATE_COMPLETE"
    assert sorted(live.resources) == ["A", "Bad", "New", "Q", "U"]
    assert room.there() == sorted(one.physical_id for one in live.resources.values())


def test_a_custom_resource_that_changed_its_id_is_told_of_the_old_properties(room):
    room.paper.renamed |= {"1": "A-1", "2": "other"}
    live = room.create({"A": custom(Turn="1")})
    room.refuse("create", "Bad")
    room.update(live, {"A": custom(Turn="2"), "Bad": parameter("A")})
    assert room.asked("update") == ["A", "A"]
    assert ids(live) == {"A": "A-1"} and room.there() == ["A-1"]


def test_a_custom_resource_that_keeps_its_new_id_leaves_no_old_copy(room):
    room.paper.renamed["2"] = "other"
    live = room.create({"A": custom(Turn="1")})
    room.refuse("create", "Bad")
    room.update(live, {"A": custom(Turn="2"), "Bad": parameter("A")})
    assert ids(live) == {"A": "other"} and room.there() == ["other"]


def test_a_custom_resource_that_takes_a_third_id_leaves_one_copy(room):
    room.paper.renamed |= {"1": "third", "2": "other"}
    live = room.create({"A": custom(Turn="1")})
    room.refuse("create", "Bad")
    room.update(live, {"A": custom(Turn="2"), "Bad": parameter("A")})
    assert ids(live) == {"A": "third"} and room.there() == ["third"]


def test_another_service_token_is_refused_in_the_words_of_aws(room):
    live = room.create({"A": custom()})
    room.update(live, {"A": custom(ServiceToken="arn:aws:lambda:us-east-1:123456789012:function:g")})
    assert why(live, "A", "UPDATE_FAILED") == "Modifying service token is not allowed."
    assert live.status == "UPDATE_ROLLBACK_COMPLETE" and room.there() == ["A-1"]


def test_a_refusal_known_later_is_cut_short_by_another(room):
    live = room.create({"A": parameter(), "B": parameter()})
    room.paper.later["A"] = 100
    room.refuse("update", "A")
    room.refuse("update", "B")
    room.update(live, {"A": parameter(Value="w"), "B": parameter(Value="w")})
    assert "Resource update cancelled" in [event.reason for event in live.events if event.logical_id == "A"]
    assert live.status == "UPDATE_ROLLBACK_COMPLETE"


def test_the_stack_goes_through_the_statuses_of_aws(room):
    live = room.create({"A": parameter()})
    since = len(live.events)
    room.refuse("update", "A")
    room.update(live, {"A": parameter(Value="w")})
    assert turns(live, since) == [
        "UPDATE_IN_PROGRESS",
        "UPDATE_ROLLBACK_IN_PROGRESS",
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_ROLLBACK_COMPLETE",
    ]
