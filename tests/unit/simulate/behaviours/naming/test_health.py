"""Health checks, by the Route 53 Developer Guide, "How Route 53 determines whether a health check is healthy"."""

import pytest

from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE
from tests.unit.simulate.behaviours.monitoring.watching import SPACE, alarm, pass_minutes
from tests.unit.simulate.behaviours.naming.world import check


def test_a_new_check_is_healthy(life):
    alarm(life)
    assert life.health.is_healthy(check(life, SOURCE))


@pytest.mark.parametrize("inverted", [False, True])
def test_a_check_follows_the_metric_of_its_alarm(life, inverted):
    alarm(life)
    made = check(life, SOURCE, Inverted=inverted)
    seen = []
    for value in (0, 5, 0):
        pass_minutes(life, value)
        life.clock.run(30)
        seen.append(life.health.is_healthy(made))
        life.clock.run(30)
    assert seen == [not inverted, inverted, not inverted]


def test_a_check_follows_the_data_and_not_the_state_of_the_alarm(life):
    alarm(life)
    made = check(life, SOURCE)
    pass_minutes(life, 0)
    life.client("cloudwatch", SOURCE).set_alarm_state(AlarmName="deep", StateValue="ALARM", StateReason="test")
    pass_minutes(life, 0)
    life.clock.run(30)
    assert life.health.is_healthy(made)


@pytest.mark.parametrize(
    ("setting", "before", "inverted", "healthy"),
    [
        ("Healthy", 5, False, True),
        ("Unhealthy", 0, False, False),
        ("LastKnownStatus", 0, False, True),
        ("LastKnownStatus", 5, False, False),
        ("LastKnownStatus", 0, True, False),
        ("LastKnownStatus", 5, True, True),
        ("LastKnownStatus", None, False, True),
        ("Unhealthy", 0, True, True),
        (None, 5, False, False),
    ],
)
def test_without_data_a_check_is_as_it_is_set(life, setting, before, inverted, healthy):
    alarm(life)
    chosen = {"InsufficientDataHealthStatus": setting} if setting else {}
    made = check(life, SOURCE, Inverted=inverted, **chosen)
    pass_minutes(life, before)
    life.clock.run(90)
    seen = []
    for _ in range(4):
        seen.append(life.health.is_healthy(made))
        life.clock.run(60)
    assert seen == [healthy] * 4


def test_silence_counts_as_the_alarm_says_and_not_as_no_data(life):
    alarm(life, TreatMissingData="breaching")
    made = check(life, SOURCE, InsufficientDataHealthStatus="Healthy")
    pass_minutes(life, 0, None, None)
    assert not life.health.is_healthy(made)


def test_a_check_sees_that_a_region_is_out_though_its_alarm_stands_still(life):
    alarm(life, TreatMissingData="breaching", EvaluationPeriods=3)
    made = check(life, SOURCE)
    pass_minutes(life, 0, 0, 0)
    life.clock.run(25)
    life.outages.lose(SOURCE)
    life.clock.run(240)
    assert not life.health.is_healthy(made)
    assert [one[:2] for one in life.health.changes] == [(made, False)]


def test_a_check_whose_alarm_there_is_not_has_no_data(life):
    made = check(life, SOURCE, InsufficientDataHealthStatus="Unhealthy")
    life.clock.run(100)
    assert not life.health.is_healthy(made)


def test_a_fault_decides_whatever_the_data_say(life):
    alarm(life)
    made = check(life, SOURCE)
    life.health.forced[made] = False
    pass_minutes(life, 0, 0)
    assert not life.health.is_healthy(made)
    del life.health.forced[made]
    assert life.health.is_healthy(made)


def test_what_is_no_check_of_an_alarm_is_not_simulated(life):
    life.measure(SOURCE, SPACE, "Depth", {}, 0)
    check(life, SOURCE, Type="HTTPS")
    with pytest.raises(UnsupportedError, match="HTTPS"):
        life.clock.run(100)


def test_a_check_that_no_stack_has_is_not_simulated(life):
    with pytest.raises(UnsupportedError, match="elsewhere"):
        life.health.is_healthy("elsewhere")
