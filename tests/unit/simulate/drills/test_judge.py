"""What a drill's figures say."""

import math

import pytest

from tapstack.simulate.drills.judge import judge, told
from tapstack.simulate.drills.run import Trial, worst
from tapstack.simulate.expectations import Interval
from tests.unit.simulate.drills.results import NEVER, WITHIN, result, trial


def test_figures_inside_of_what_was_expected_pass():
    assert judge(result(trial(100), trial(300))).faults == ()


@pytest.mark.parametrize(
    ("rto", "fault"),
    [
        (99.9, "failover RTO is 99.9, expected 100 to 300"),
        (301, "failover RTO is 301, expected 100 to 300"),
        (NEVER, "failover RTO is never, expected 100 to 300"),
    ],
)
def test_a_figure_outside_is_a_fault_on_either_side(rto, fault):
    assert judge(result(trial(rto))).expected == (fault,)


def test_one_bad_trial_among_good_ones_is_enough():
    judgement = judge(result(trial(), trial(missing=2), trial()))
    assert judgement.faults == ("lost is 2, expected 0 to 0",)


def test_an_objective_counts_whatever_was_expected():
    loose = {**WITHIN, "failover RTO": Interval(0, 9000)}
    judgement = judge(result(trial(361), expected=loose))
    assert (judgement.expected, judgement.recovers) == ((), ("failover RTO is 361, the objective is 360",))
    assert judge(result(trial(360), expected=loose)).faults == ()


def test_a_figure_that_an_objective_needs_and_nobody_measured_is_a_fault():
    assert judge(result(objectives={"object RPO": "object RPO"})).recovers == (
        "object RPO is never, the objective is 900",
    )


def test_a_figure_of_which_nothing_was_expected_is_a_fault():
    assert judge(result(expected={"lost": Interval(0, 0)})).expected == (
        "failover RTO is 200, and nothing was expected of it",
    )


def test_what_the_stacks_lack_is_a_fault_and_the_figures_are_not_compared():
    judgement = judge(result(expected={}, lacks="the primary record has no health check"))
    assert judgement.faults == ("nothing can be expected: the primary record has no health check",)


def test_what_a_drill_found_wrong_is_a_fault():
    faults = ["T000001 is in no table, no dead letter says why, and nothing else does"]
    assert judge(result(trial(faults=faults))).conserved == tuple(faults)


def test_a_trial_that_crashed_fails_and_is_told_once():
    judgement = judge(result(Trial({}, "KeyError: 'x'"), Trial({}, "KeyError: 'x'")))
    assert judgement.broken == ("KeyError: 'x'",)
    assert judgement.faults[0] == "KeyError: 'x'"


def test_a_trial_that_measured_less_than_was_expected_fails():
    measured = {"figures": {"lost": 0.0}, "faults": []}
    assert judge(result(Trial(measured), objectives={})).expected == ("failover RTO was expected, and not measured",)


def test_the_worst_of_the_trials_is_what_counts():
    figures = {name: value for name, value, _ in worst(result(trial(110), trial(NEVER), trial(120, missing=1)))}
    assert figures == {"failover RTO": math.inf, "lost": 1}


def test_figures_are_told_for_people():
    assert [told(value) for value in (2.0, 2.25, 0, NEVER)] == ["2", "2.2", "0", "never"]
