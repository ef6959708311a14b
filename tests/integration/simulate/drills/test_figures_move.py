"""A value that changes in the template moves what is measured and what is expected, and the one stays in the other."""

from tapstack.simulate.drills.judge import judge
from tests.integration.simulate.drills.spoiled import of

CHANGED = {
    ("RegionHealthAlarm", "EvaluationPeriods"): 4,
    ("AnalyticsEventSource", "MaximumBatchingWindowInSeconds"): 21,
    ("MigrationRecord", "ServiceTimeout"): 900,
    ("TableThrottlesAlarm", "EvaluationPeriods"): 4,
    ("TableReplicationLatencyAlarm", "EvaluationPeriods"): 5,
    ("DlqDepthAlarm", "EvaluationPeriods"): 2,
}
MOVES = {
    # Seconds by which a figure, and the most that is expected of it, grow at least.
    ("region-loss", "failover RTO"): 60,
    ("poison-records", "delay of others"): 10,
    ("poison-records", "alarm"): 30,
    ("lost-response", "gives up"): 600,
    ("throttled-table", "alarm"): 60,
    ("replication-lag", "alarm"): 120,
}
DRILLS = tuple(dict.fromkeys(drill for drill, _ in MOVES))


def figures(results):
    """What was measured, and what was expected of it, by drill and figure."""
    return {
        (name, figure): (value, result.expected[figure])
        for name, result in results.items()
        for figure, value in result.trials[0].measured["figures"].items()
    }


def outside(results):
    """The figures that are not where they were expected, of all drills."""
    return [fault for result in results.values() for fault in judge(result).expected]


def test_a_figure_moves_with_the_value_that_it_comes_of_and_stays_in_what_is_expected(body, drilled):
    before = drilled(DRILLS)
    for (resource, name), value in CHANGED.items():
        assert of(body, resource)[name] != value
        of(body, resource)[name] = value
    after = drilled(DRILLS, body)
    assert (outside(before), outside(after)) == ([], [])
    was, now = figures(before), figures(after)
    for place, least in MOVES.items():
        assert now[place][0] - was[place][0] >= least, (place, was[place], now[place])
        assert now[place][1].most - was[place][1].most >= least, (place, was[place], now[place])


def test_a_longer_ttl_makes_a_failover_longer(body, drilled):
    before = figures(drilled(["region-loss"]))
    for record in of(body, "FailoverRecords")["RecordSets"]:
        record["TTL"] = "240"
    slow = drilled(["region-loss"], body)
    after = figures(slow)
    (was, expected), (now, slower) = (one["region-loss", "failover RTO"] for one in (before, after))
    assert now > was and slower.has(now)
    assert slower == (expected.least, expected.most + 180)
