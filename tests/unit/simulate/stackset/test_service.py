"""What the StackSet API does beside carrying operations through: ids, waiting, listening, refusals."""

from __future__ import annotations

import pytest

from tapstack.simulate.clock import Clock
from tapstack.simulate.stackset import StackSets, Wish
from tests.unit.simulate.stackset.paper import PaperCarrier

ONE, TWO = "111111111111", "222222222222"


@pytest.fixture
def sets():
    clock = Clock()
    return StackSets(clock, PaperCarrier(clock))


def test_operations_of_two_sets_may_have_the_same_id(sets):
    for name in ("First", "Second"):
        sets.create_stack_set(name, Wish("t"))
    first = sets.create_stack_instances("First", [ONE], ["eu-west-1"], operation_id="go")
    second = sets.create_stack_instances("Second", [ONE, TWO], ["eu-west-1"], operation_id="go")
    sets.clock.finish(sets.wait(first))
    assert (first.status, second.status) == ("SUCCEEDED", "RUNNING")
    sets.clock.finish(sets.wait(second))
    assert (second.status, sets.clock.seconds) == ("SUCCEEDED", 20.0)
