"""Stacks that are there become instances of a set."""

from __future__ import annotations

import pytest

from tapstack.simulate.clock import Clock
from tapstack.simulate.stackset import StackSetError, StackSets, Target, Wish
from tests.unit.simulate.stackset.paper import PaperCarrier

ONE, HERE, THERE = "111111111111", "eu-west-1", "us-east-1"
NEAR, FAR = Target(ONE, HERE), Target(ONE, THERE)


@pytest.fixture
def carrier():
    return PaperCarrier(Clock())


@pytest.fixture
def sets(carrier):
    made = StackSets(carrier.clock, carrier)
    made.create_stack_set("Set", Wish("one"))
    return made


def done(sets, operation):
    return sets.clock.finish(sets.wait(operation))


def test_a_stack_that_is_as_the_set_wants_it_is_a_current_instance(sets):
    operation = done(sets, sets.import_stacks("Set", {NEAR: "stack/mine"}))
    assert operation.status == "SUCCEEDED"
    instance = sets.instance("Set", ONE, HERE)
    assert (instance.status, instance.detailed, instance.stack_id) == ("CURRENT", "SUCCEEDED", "stack/mine")


def test_one_that_is_not_is_outdated(sets, carrier):
    carrier.changed.add(NEAR)
    done(sets, sets.import_stacks("Set", {NEAR: "stack/mine"}))
    assert sets.instance("Set", ONE, HERE).status == "OUTDATED"


def test_a_failed_import_leaves_the_instance_inoperable_until_it_is_tried_again(sets, carrier):
    carrier.fails[NEAR] = 1
    assert done(sets, sets.import_stacks("Set", {NEAR: "stack/mine"})).status == "FAILED"
    instance = sets.instance("Set", ONE, HERE)
    assert (instance.status, instance.detailed) == ("INOPERABLE", "FAILED_IMPORT")
    done(sets, sets.import_stacks("Set", {NEAR: "stack/mine"}))
    assert (instance.status, instance.detailed) == ("CURRENT", "SUCCEEDED")


def test_where_there_is_an_instance_no_stack_is_imported(sets):
    done(sets, sets.create_stack_instances("Set", [ONE], [HERE]))
    with pytest.raises(StackSetError) as caught:
        sets.import_stacks("Set", {FAR: "stack/other", NEAR: "stack/mine"})
    assert caught.value.code == "InvalidOperationException"
    assert list(sets.find("Set").instances) == [NEAR]


def test_an_instance_made_anew_is_another_one(sets):
    for _ in range(2):
        done(sets, sets.create_stack_instances("Set", [ONE], [HERE]))
        number = sets.instance("Set", ONE, HERE).number
        done(sets, sets.delete_stack_instances("Set", [ONE], [HERE], retain=True))
    assert number == 1
