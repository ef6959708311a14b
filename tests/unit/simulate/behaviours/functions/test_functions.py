"""Functions that are called and waited for, and what Lambda measures of them."""

import json

import pytest

from tapstack.simulate.resources import RefusedError
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET


def test_an_answer_takes_its_time(here):
    here.deploy()
    answer = here.call({"sleep": 7})
    assert json.loads(answer.payload) == {"got": {"sleep": 7}}
    assert answer.fault is None
    assert here.life.clock.seconds == pytest.approx(7)


def test_calls_errors_and_durations_are_measured(here):
    here.deploy()
    here.call({"sleep": 2})
    assert here.call({"fail": True}).fault.type == "ValueError"
    assert here.values("Invocations") == [1, 1]
    assert here.values("Errors") == [0, 1]
    assert here.values("Duration")[0] == pytest.approx(2000)


def test_a_call_that_takes_too_long_ends_at_its_timeout(here):
    here.deploy()
    answer = here.call({"sleep": 100})
    assert "Task timed out after 60.00 seconds" in answer.fault.message
    assert here.values("Errors") == [1]


def test_a_function_that_is_not_there_is_refused(here):
    with pytest.raises(RefusedError, match="Function not found"):
        here.call({})


def test_a_crash_has_its_effects_and_no_answer_as_often_as_it_is_put_in(here):
    here.deploy()
    here.life.functions.crash["f", SOURCE] = 2
    here.life.functions.crash["f", TARGET] = 9
    faults = [here.call({"n": number}).fault for number in range(3)]
    assert [fault and fault.type for fault in faults] == ["Runtime.ExitError", "Runtime.ExitError", None]
    assert len(here.calls()) == 3
    assert here.values("Errors") == [1, 1, 0]


def test_a_changed_function_is_called_as_it_is_now(here):
    arn = here.deploy()
    assert here.life.functions.find(arn).timeout == 60
    here("lambda").update_function_configuration(FunctionName="f", Timeout=5)
    assert here.life.functions.find(arn).timeout == 5
    assert "5.00 seconds" in here.call({"sleep": 30}).fault.message


def test_failures_are_noted_in_the_timeline(here):
    here.deploy()
    here.call({"fail": True})
    (noted,) = (one for one in here.life.timeline.moments if one.lane == "f")
    assert (noted.region, noted.text) == (SOURCE, "ValueError: it fails")
