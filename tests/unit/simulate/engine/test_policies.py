"""What DeletionPolicy and UpdateReplacePolicy keep, and what not."""

import pytest

from tapstack.simulate.engine import StackError
from tests.unit.simulate.engine.stacks import Room, about, custom, parameter, queue

KEPT_OTHERWISE = [("Retain", True), ("RetainExceptOnCreate", True), ("Delete", False), (None, False)]


@pytest.fixture
def room():
    return Room()


def named(name, **more):
    return queue(QueueName=name, **more)


@pytest.mark.parametrize(("policy", "stays"), [("Retain", True), ("RetainExceptOnCreate", False), ("Delete", False)])
@pytest.mark.parametrize("on_failure", ["ROLLBACK", "DELETE"])
def test_when_its_creation_is_rolled_back(room, policy, stays, on_failure):
    room.refuse("create", "B")
    live = room.create({"A": queue(keep=policy), "B": queue("A")}, on_failure=on_failure)
    assert room.there() == (["A-1"] if stays else [])
    assert [one.physical_id for one in live.retained] == room.there()
    assert live.status == ("ROLLBACK_COMPLETE" if on_failure == "ROLLBACK" else "DELETE_COMPLETE")


@pytest.mark.parametrize(("policy", "stays"), [("Retain", True), ("RetainExceptOnCreate", False), ("Delete", False)])
def test_when_the_update_that_made_it_is_rolled_back(room, policy, stays):
    live = room.create({"Z": queue()})
    room.refuse("create", "B")
    room.update(live, {"Z": queue(), "A": queue(keep=policy), "B": queue("A")})
    assert room.there() == (["A-2", "Z-1"] if stays else ["Z-1"])
    assert sorted(live.resources) == ["Z"]


@pytest.mark.parametrize(("policy", "stays"), KEPT_OTHERWISE)
def test_when_its_stack_is_deleted(room, policy, stays):
    live = room.create({"A": queue(keep=policy)})
    assert room.delete(live)
    assert room.there() == (["A-1"] if stays else [])
    assert about(live, "A")[-1] == ("DELETE_SKIPPED" if stays else "DELETE_COMPLETE")


@pytest.mark.parametrize(("policy", "stays"), KEPT_OTHERWISE)
def test_when_an_update_removes_it(room, policy, stays):
    live = room.create({"A": queue(keep=policy), "Z": queue()})
    assert room.update(live, {"Z": queue()})
    assert room.there() == (["A-1", "Z-2"] if stays else ["Z-2"])
    assert [one.logical_id for one in live.retained] == (["A"] if stays else [])


@pytest.mark.parametrize(("policy", "stays"), [("Retain", True), ("Delete", False), (None, False)])
def test_when_an_update_replaces_it(room, policy, stays):
    live = room.create({"A": named("a")})
    assert room.update(live, {"A": named("b", replaced=policy)})
    assert room.there() == (["A-1", "A-2"] if stays else ["A-2"])


def test_its_deletion_policy_does_not_keep_what_is_replaced(room):
    live = room.create({"A": named("a", keep="Retain")})
    assert room.update(live, {"A": named("b", keep="Retain")})
    assert room.there() == ["A-2"]


def test_its_replace_policy_does_not_keep_what_is_deleted(room):
    live = room.create({"A": named("a", replaced="Retain")})
    assert room.delete(live)
    assert room.there() == []


@pytest.mark.parametrize(("policy", "stays"), [("Retain", True), ("Delete", False)])
def test_the_copy_that_a_rolled_back_replacement_has_made(room, policy, stays):
    live = room.create({"A": named("a", replaced=policy)})
    room.refuse("create", "B")
    room.update(live, {"A": named("b", replaced=policy), "B": queue("A")})
    assert room.there() == (["A-1", "A-2"] if stays else ["A-1"])
    assert live.resources["A"].physical_id == "A-1"


def test_a_policy_that_an_update_gives_holds_afterwards(room):
    live = room.create({"A": queue()})
    assert room.update(live, {"A": queue(keep="Retain")})
    assert room.asked("update") == []
    room.delete(live)
    assert room.there() == ["A-1"]


def test_a_policy_that_an_update_takes_away_holds_no_more(room):
    live = room.create({"A": queue(keep="Retain")})
    assert room.update(live, {"A": queue()})
    room.delete(live)
    assert room.there() == []


def test_a_policy_of_an_update_that_was_rolled_back_does_not_hold(room):
    live = room.create({"A": queue()})
    room.refuse("create", "B")
    room.update(live, {"A": queue(keep="Retain"), "B": queue()})
    room.delete(live)
    assert room.there() == []


def test_removed_and_kept_means_the_policy_before_the_update(room):
    live = room.create({"A": queue(keep="Retain"), "Z": queue()})
    room.update(live, {"Z": queue()})
    assert about(live, "A")[-1] == "DELETE_SKIPPED"


def test_what_is_kept_is_deleted_neither_now_nor_with_the_stack(room):
    live = room.create({"A": queue(keep="Retain"), "Z": queue()})
    room.update(live, {"Z": queue()})
    room.delete(live)
    assert room.asked("delete") == ["Z"]


def test_what_is_kept_and_declared_again_is_made_under_a_name_of_its_own(room):
    live = room.create({"A": queue(keep="Retain"), "Z": queue()})
    room.update(live, {"Z": queue()})
    room.update(live, {"A": queue(), "Z": queue()})
    attempts = [one.attempt for one in room.paper.there.values() if one.logical_id == "A"]
    assert attempts == [1, 2]


def test_the_old_of_a_custom_resource_that_changes_its_id_is_kept_by_its_replace_policy(room):
    room.paper.renamed["2"] = "other"
    live = room.create({"A": custom(Turn="1", replaced="Retain")})
    room.update(live, {"A": custom(Turn="2", replaced="Retain")})
    assert room.there() == ["A-1", "other"]


def test_a_snapshot_of_a_type_that_has_none_is_refused(room):
    with pytest.raises(StackError, match=r"ValidationError: .*Snapshot"):
        room.create({"A": parameter(keep="Snapshot")})
    assert room.paper.calls == []


def test_an_unknown_policy_is_refused(room):
    with pytest.raises(StackError, match=r"ValidationError: .*Keep"):
        room.create({"A": parameter(keep="Keep")})
