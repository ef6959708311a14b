"""A judge that knows what AWS refuses is asked before every call."""

from typing import Any

import pytest

from tapstack.simulate.engine import Engine
from tapstack.simulate.resources import RefusedError
from tests.unit.simulate.engine.stacks import Room, parameter, why


class Strict:
    """Refuses what is in ``against``, and writes down what it is asked."""

    def __init__(self):
        self.against = set()
        self.asked = []

    def refusal(self, live, definition, wanted, operation):
        self.asked.append((operation, wanted.logical_id, sorted(definition.stack.bodies)))
        if (operation, wanted.logical_id) in self.against:
            return RefusedError("InvalidRequest", "AWS would not have it.")
        return None


@pytest.fixture
def room():
    made: Any = Room()
    made.judge = Strict()
    made.engine = Engine(made.clock, made.paper, made.judge)
    return made


def test_what_it_refuses_to_create_fails_and_no_service_is_called(room):
    room.judge.against.add(("create", "A"))
    live = room.create({"A": parameter()})
    assert live.status == "ROLLBACK_COMPLETE" and room.paper.calls == []
    assert why(live, "A", "CREATE_FAILED") == (
        'Resource handler returned message: "AWS would not have it." (HandlerErrorCode: InvalidRequest)'
    )


def test_what_it_refuses_to_update_is_rolled_back(room):
    live = room.create({"A": parameter(), "B": parameter()})
    room.judge.against.add(("update", "B"))
    assert not room.update(live, {"A": parameter(), "B": parameter(Value="w")})
    assert room.asked("update") == []


def test_what_it_refuses_to_delete_stays(room):
    live = room.create({"A": parameter()})
    room.judge.against.add(("delete", "A"))
    assert not room.delete(live)
    assert room.there() == ["A-1"]


def test_it_is_asked_about_the_definition_that_is_wanted_and_on_the_way_back_about_the_old_one(room):
    live = room.create({"A": parameter()})
    room.refuse("create", "B")
    room.update(live, {"A": parameter(Value="w"), "B": parameter("A")})
    assert room.judge.asked == [
        ("create", "A", ["A"]),
        ("update", "A", ["A", "B"]),
        ("create", "B", ["A", "B"]),
        ("update", "A", ["A"]),
    ]
