"""Alarms of a metric, and values of it, minute by minute."""

from tests.unit.simulate.behaviours.conftest import SOURCE

SPACE, METRIC = "Mine", "Depth"
ABOVE_ONE = {
    "Namespace": SPACE,
    "MetricName": METRIC,
    "Statistic": "Maximum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 1.0,
    "ComparisonOperator": "GreaterThanThreshold",
}


def alarm(life, name="deep", region=SOURCE, **settings):
    """An alarm that has no data yet, as a new one has."""
    client = life.client("cloudwatch", region)
    client.put_metric_alarm(AlarmName=name, **{**ABOVE_ONE, **settings})
    client.set_alarm_state(AlarmName=name, StateValue="INSUFFICIENT_DATA", StateReason="new")


def state(life, name="deep", region=SOURCE):
    """What CloudWatch tells of its state."""
    (found,) = life.client("cloudwatch", region).describe_alarms(AlarmNames=[name])["MetricAlarms"]
    return found["StateValue"]


def pass_minutes(life, *values, region=SOURCE):
    """A minute for each value; None measures nothing in it."""
    for value in values:
        if value is not None:
            life.measure(region, SPACE, METRIC, {}, value)
        life.clock.run(60)


def changes(life, name="deep"):
    """The alarm's states in order, and the seconds at which it took each."""
    return [(told, when) for _, one, told, when in life.alarms.changes if one == name]
