"""When alarms ring: pure arithmetic on their periods."""

from tapstack.simulate.expectations.alarms import JUDGED, rings


def test_it_rings_after_as_many_whole_periods_as_it_evaluates():
    assert rings({"Period": 60, "EvaluationPeriods": 3}) == (120, 240 + JUDGED.most)


def test_periods_of_text_are_numbers():
    assert rings({"Period": "300", "EvaluationPeriods": "2"}) == (300, 900 + JUDGED.most)


def test_fewer_data_points_than_periods_are_enough_where_it_says_so():
    three, two = {"Period": 60, "EvaluationPeriods": 3}, {"Period": 60, "EvaluationPeriods": 3, "DatapointsToAlarm": 2}
    assert rings(two) == (rings(three).least - 60, rings(three).most - 60)
