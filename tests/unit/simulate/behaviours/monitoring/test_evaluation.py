"""States of alarms, by the tables of the CloudWatch User Guide, "Configuring how alarms treat missing data".

There 0 stands for a datapoint that is not breaching, X for one that is, - for a missing one; the newest is the last.
"""

import pytest

from tapstack.simulate.behaviours.monitoring.evaluation import ALARM, NO_DATA, OK, evaluate

THREE_OF_THREE = [
    ("0-X-X", OK, OK, OK, OK),
    ("0----", OK, OK, OK, OK),
    ("-----", NO_DATA, "before", ALARM, OK),
    ("0XX-X", ALARM, ALARM, ALARM, ALARM),
    ("--X--", ALARM, "before", ALARM, OK),
]
TWO_OF_THREE = [
    ("0-X-X", ALARM, ALARM, ALARM, ALARM),
    ("00X0X", ALARM, ALARM, ALARM, ALARM),
    ("0-X--", OK, OK, ALARM, OK),
    ("----0", OK, OK, ALARM, OK),
    ("---X-", ALARM, "before", ALARM, OK),
]
WAYS = ("missing", "ignore", "breaching", "notBreaching")
ROWS = [
    (needed, row[0], way, expected)
    for needed, table in ((3, THREE_OF_THREE), (2, TWO_OF_THREE))
    for row in table
    for way, expected in zip(WAYS, row[1:], strict=True)
]


def alarm(**members):
    return {"ComparisonOperator": "GreaterThanThreshold", "Threshold": 1, "EvaluationPeriods": 3, **members}


def points(text):
    return [{"0": 0.0, "X": 2.0, "-": None}[letter] for letter in text]


@pytest.mark.parametrize(("needed", "text", "way", "expected"), ROWS)
def test_missing_datapoints_count_as_the_guide_tells(needed, text, way, expected):
    found = evaluate(alarm(DatapointsToAlarm=needed, TreatMissingData=way), points(text), "before")
    assert found == expected


@pytest.mark.parametrize(
    ("comparison", "breaching"),
    [
        ("GreaterThanThreshold", 1.5),
        ("GreaterThanOrEqualToThreshold", 1),
        ("LessThanThreshold", 0.5),
        ("LessThanOrEqualToThreshold", 1),
    ],
)
def test_values_are_compared_as_the_alarm_says(comparison, breaching):
    found = evaluate(alarm(ComparisonOperator=comparison, EvaluationPeriods=1), [breaching], OK)
    assert found == ALARM
    other = 9.0 if comparison.startswith("Less") else 0.0
    assert evaluate(alarm(ComparisonOperator=comparison, EvaluationPeriods=1), [other], ALARM) == OK


def test_a_value_at_the_threshold_is_not_above_it():
    assert evaluate(alarm(EvaluationPeriods=1), [1], ALARM) == OK


def test_by_default_every_datapoint_must_breach_and_missing_ones_are_missing():
    assert evaluate(alarm(), points("XX0"), ALARM) == OK
    assert evaluate(alarm(), points("XXX"), OK) == ALARM
    assert evaluate(alarm(), points("---"), OK) == NO_DATA
