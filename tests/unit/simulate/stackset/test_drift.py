"""Drift detection as an operation: it looks, and changes nothing."""

from __future__ import annotations

import pytest

from tapstack.simulate.clock import Clock
from tapstack.simulate.stackset import StackSetError, StackSets, Target, Wish
from tests.unit.simulate.stackset.paper import PaperCarrier

ONE, HERE, THERE = "111111111111", "eu-west-1", "us-east-1"


@pytest.fixture
def carrier():
    return PaperCarrier(Clock())


@pytest.fixture
def sets(carrier):
    made = StackSets(carrier.clock, carrier)
    made.create_stack_set("Set", Wish("one"))
    done(made, made.create_stack_instances("Set", [ONE], [HERE, THERE]))
    return made


def done(sets, operation):
    return sets.clock.finish(sets.wait(operation))


def test_each_instance_is_told_what_was_found_of_its_stack(sets, carrier):
    carrier.changed.add(Target(ONE, THERE))
    operation = done(sets, sets.detect_drift("Set"))
    assert (operation.action, operation.status) == ("DETECT_DRIFT", "SUCCEEDED")
    assert {one.target.region: one.drift.drifted for one in sets.instances("Set")} == {HERE: False, THERE: True}
    assert [result.drift.seconds for result in operation.results.values()] == [30.0, 40.0]


def test_an_instance_that_is_looked_at_stays_current_all_the_while(sets):
    operation = sets.detect_drift("Set")
    assert [one.status for one in sets.instances("Set")] == ["CURRENT", "CURRENT"]
    done(sets, operation)
    assert [(one.status, one.detailed) for one in sets.instances("Set")] == [("CURRENT", "SUCCEEDED")] * 2


def test_what_was_found_before_stays_where_looking_fails(sets, carrier):
    done(sets, sets.detect_drift("Set"))
    carrier.fails[Target(ONE, HERE)] = -1
    operation = done(sets, sets.detect_drift("Set"))
    assert operation.status == "FAILED"
    assert sets.instance("Set", ONE, HERE).drift.seconds == 30.0
    assert sets.instance("Set", ONE, HERE).status == "CURRENT"


def test_a_set_without_instances_is_looked_at_in_no_time(sets):
    sets.create_stack_set("Empty", Wish("one"))
    assert done(sets, sets.detect_drift("Empty")).status == "SUCCEEDED"


def test_nothing_is_looked_at_while_another_operation_is_under_way(sets):
    sets.detect_drift("Set")
    with pytest.raises(StackSetError) as caught:
        sets.detect_drift("Set")
    assert caught.value.code == "OperationInProgressException"
