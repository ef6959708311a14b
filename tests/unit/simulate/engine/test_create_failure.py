"""What becomes of a stack when a resource of it cannot be made."""

import pytest

from tapstack.simulate.engine import StackError
from tests.unit.simulate.engine.stacks import Room, about, parameter, queue, ref, told, turns, why

REFUSED = (
    'Resource handler returned message: "B is not to be had. (Service: Test, Status Code: 400)" '
    "(HandlerErrorCode: InvalidRequest)"
)


@pytest.fixture
def room():
    return Room()


def test_what_was_made_is_deleted_and_the_stack_stays_as_rolled_back(room):
    room.refuse("create", "B")
    live = room.create({"A": parameter(), "B": parameter("A")})
    assert told(live) == [
        "Stack CREATE_IN_PROGRESS",
        "A CREATE_IN_PROGRESS",
        "A CREATE_IN_PROGRESS",
        "A CREATE_COMPLETE",
        "B CREATE_IN_PROGRESS",
        "B CREATE_FAILED",
        "Stack ROLLBACK_IN_PROGRESS",
        "A DELETE_IN_PROGRESS",
        "A DELETE_COMPLETE",
        "Stack ROLLBACK_COMPLETE",
    ]
    assert room.there() == []


def test_the_failed_resource_says_what_the_service_said(room):
    room.refuse("create", "B")
    live = room.create({"B": queue()})
    assert why(live, "B", "CREATE_FAILED") == REFUSED


def test_the_stack_names_what_failed(room):
    room.refuse("create", "B")
    live = room.create({"B": queue()})
    said = "The following resource(s) failed to create: [B]. Rollback requested by user."
    assert why(live, "Shop", "ROLLBACK_IN_PROGRESS") == said


def test_what_needs_the_failed_resource_is_never_begun(room):
    room.refuse("create", "A")
    live = room.create({"A": parameter(), "B": parameter("A")})
    assert about(live, "B") == [] and "B" not in live.resources


def test_a_sibling_under_way_is_cancelled_and_deleted(room):
    room.refuse("create", "B")
    live = room.create({"B": parameter(), "Slow": queue()})
    assert why(live, "Slow", "CREATE_FAILED") == "Resource creation cancelled"
    assert about(live, "Slow")[-2:] == ["DELETE_IN_PROGRESS", "DELETE_COMPLETE"]
    assert room.there() == []


def test_the_stack_names_what_was_cancelled_too(room):
    room.refuse("create", "B")
    live = room.create({"B": parameter(), "Slow": queue()})
    assert why(live, "Shop", "ROLLBACK_IN_PROGRESS").startswith(
        "The following resource(s) failed to create: [B, Slow]."
    )


def test_a_sibling_cancelled_before_its_service_was_called_was_never_made(room):
    room.paper.later["C"] = 4.5
    room.refuse("create", "C")
    live = room.create({"A": parameter(), "B": parameter("A"), "C": parameter()})
    assert room.asked("create") == ["A", "C"]
    assert about(live, "B") == ["CREATE_IN_PROGRESS", "CREATE_FAILED"]


def test_a_refusal_known_later_is_told_later(room):
    room.paper.later["B"] = 30
    room.refuse("create", "B")
    live = room.create({"B": parameter()})
    assert next(event.seconds for event in live.events if event.status == "CREATE_FAILED") == 31


def test_a_resource_whose_refusal_is_not_known_yet_is_cancelled_by_another(room):
    room.paper.later["Late"] = 30
    room.refuse("create", "Late")
    room.refuse("create", "B")
    live = room.create({"Late": parameter(), "B": parameter()})
    assert why(live, "Late", "CREATE_FAILED") == "Resource creation cancelled"
    assert live.status == "ROLLBACK_COMPLETE"


def test_what_is_half_made_is_deleted(room):
    room.paper.half.add("B")
    room.refuse("create", "B")
    live = room.create({"B": queue()})
    assert about(live, "B") == ["CREATE_IN_PROGRESS", "CREATE_FAILED", "DELETE_IN_PROGRESS", "DELETE_COMPLETE"]
    assert room.there() == []


def test_what_is_half_made_and_cancelled_while_it_is_not_known_is_deleted(room):
    room.paper.half.add("Late")
    room.paper.later["Late"] = 30
    room.refuse("create", "Late")
    room.refuse("create", "B")
    room.create({"Late": parameter(), "B": parameter()})
    assert room.there() == []


def test_a_rollback_deletes_in_the_reverse_order_of_need(room):
    room.refuse("create", "C")
    room.create({"A": parameter(), "B": parameter("A"), "C": parameter("B")})
    assert room.asked("delete") == ["B", "A"]


def test_a_rollback_that_cannot_delete_fails(room):
    room.refuse("create", "B")
    room.refuse("delete", "A", -1)
    live = room.create({"A": parameter(), "B": parameter("A")})
    assert live.status == "ROLLBACK_FAILED"
    assert live.reason == "The following resource(s) failed to delete: [A]."
    assert room.there() == ["A-1"]


def test_a_stack_whose_rollback_failed_can_be_deleted(room):
    room.refuse("create", "B")
    room.refuse("delete", "A")
    live = room.create({"A": parameter(), "B": parameter("A")})
    assert room.delete(live)
    assert live.status == "DELETE_COMPLETE" and room.there() == []


def test_on_failure_delete_leaves_no_stack(room):
    room.refuse("create", "B")
    live = room.create({"A": parameter(), "B": parameter("A")}, on_failure="DELETE")
    assert turns(live) == ["CREATE_IN_PROGRESS", "DELETE_IN_PROGRESS", "DELETE_COMPLETE"]
    assert why(live, "Shop", "DELETE_IN_PROGRESS").endswith("[B]. Delete requested by user.")
    assert room.engine.find("us-east-1", "Shop") is None and room.there() == []


def test_on_failure_delete_may_fail(room):
    room.refuse("create", "B")
    room.refuse("delete", "A", -1)
    live = room.create({"A": parameter(), "B": parameter("A")}, on_failure="DELETE")
    assert live.status == "DELETE_FAILED" and room.there() == ["A-1"]


def test_on_failure_do_nothing_leaves_everything_there(room):
    room.refuse("create", "B")
    live = room.create({"A": parameter(), "B": parameter("A")}, on_failure="DO_NOTHING")
    assert live.status == "CREATE_FAILED"
    assert live.reason == "The following resource(s) failed to create: [B]."
    assert room.there() == ["A-1"]


def test_on_failure_do_nothing_goes_on_with_what_does_not_need_the_failed(room):
    room.refuse("create", "B")
    live = room.create({"B": parameter(), "Slow": queue(), "After": parameter("Slow")}, on_failure="DO_NOTHING")
    assert live.resources["After"].status == "CREATE_COMPLETE"
    assert room.there() == ["After-3", "Slow-2"]


def test_another_on_failure_is_refused(room):
    with pytest.raises(StackError, match="ValidationError: OnFailure is one of"):
        room.create({"A": queue()}, on_failure="IGNORE")


def test_a_rolled_back_stack_keeps_its_name(room):
    room.refuse("create", "A")
    room.create({"A": queue()})
    with pytest.raises(StackError, match=r"AlreadyExistsException: Stack \[Shop\] already exists"):
        room.create({"A": queue()})


def test_a_rolled_back_stack_can_only_be_deleted(room):
    room.refuse("create", "A")
    live = room.create({"A": queue()})
    with pytest.raises(StackError, match="is in ROLLBACK_COMPLETE state and can not be updated"):
        room.update(live, {"A": queue(), "B": queue()})
    assert room.delete(live)
    assert room.create({"A": queue()}).status == "CREATE_COMPLETE"


def test_an_attribute_of_what_was_made_reaches_what_needs_it(room):
    room.create({"A": queue(), "B": parameter(Value={"Fn::GetAtt": ["A", "Arn"]}), "C": parameter(Value=ref("A"))})
    values = {one.logical_id: one.properties.get("Value") for one in room.paper.there.values()}
    assert values == {"A": None, "B": "Arn-of-A-1", "C": "A-1"}
