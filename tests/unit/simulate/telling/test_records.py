"""Drills as records for reports: the figures, what was expected and required, and nothing secret."""

import math

import pytest

from tapstack.findings.drilled import Figure, Moment
from tapstack.simulate.drills.drill import Drill
from tapstack.simulate.drills.run import Result, Trial
from tapstack.simulate.expectations import OBJECTIVES, Interval
from tapstack.simulate.telling.records import record

MOMENTS = [[0.0, "", "producers", "write hunter2"], [60.0, "us-east-1", "alarm", "ALARM"]]


def result(*trials, objectives=None, expected=None):
    drill = Drill("some-drill", "Something breaks", lambda _: None, lambda _: {}, "what it needs", objectives or {})
    return Result(drill, {"RTO": Interval(0, 10)} if expected is None else expected, trials)


def measured(value, **more):
    return Trial({"figures": {"RTO": value}, "moments": MOMENTS, "counts": {"taken": 9}, **more})


def test_of_several_trials_the_worst_figure_counts_and_each_has_its_moments():
    made = record(result(measured(3.0), measured(7.0)), "t.json", ())
    assert (made.file, made.name, made.title, made.protects) == (
        "t.json",
        "some-drill",
        "Something breaks",
        "what it needs",
    )
    assert made.figures == (Figure("RTO", 7.0, 0, 10),)
    assert made.faults == ()
    assert [len(trial.moments) for trial in made.trials] == [2, 2]
    assert made.trials[0].moments[1] == Moment(60.0, "us-east-1", "alarm", "ALARM")
    assert made.trials[0].counts == {"taken": 9}


@pytest.mark.parametrize("interval", [Interval(0, math.inf), Interval(0, 10)])
def test_what_is_never_reached_has_no_value_and_is_a_fault(interval):
    made = record(result(measured(math.inf), expected={"RTO": interval}), "t.json", ())
    assert made.figures[0].value is None
    assert made.figures[0].most == (10 if interval.most == 10 else None)
    assert bool(made.faults) == (interval.most == 10)


def test_an_objective_is_named_with_its_limit():
    name, limit = next(iter(OBJECTIVES.items()))
    made = record(
        result(measured(limit + 1), objectives={"RTO": name}, expected={"RTO": Interval(0, limit + 9)}), "t", ()
    )
    assert (made.figures[0].objective, made.figures[0].limit) == (name, limit)
    assert made.faults


def test_a_trial_that_crashed_says_why_and_nothing_secret_is_told():
    made = record(
        result(Trial({}, "KeyError: hunter2"), measured(1.0, lost={"a": "by hunter2"})), "t.json", {"hunter2"}
    )
    assert made.trials[0].crashed == "KeyError: ****"
    assert made.lost == {"by ****": 1}
    assert made.trials[1].moments[0].text == "write ****"
    assert "hunter2" not in repr(made)
