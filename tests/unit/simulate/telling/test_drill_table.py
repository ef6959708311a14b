"""All drills in one table."""

from tapstack.simulate.drills.drill import Drill
from tapstack.simulate.drills.run import Result, Trial
from tapstack.simulate.expectations import Interval
from tapstack.simulate.telling.drill_table import table


def result(*trials, name="some-drill", most=100):
    drill = Drill(name, "Something breaks", lambda _: None, lambda _: {}, "what it needs")
    figures = {figure for trial in trials for figure in trial.measured.get("figures", {})}
    return Result(drill, {figure: Interval(0, most) for figure in figures}, trials)


def trial(counts, **figures):
    return Trial({"figures": figures, "counts": counts})


def cells(line):
    return line.split()


def test_the_worst_of_all_trials_counts():
    first = trial(
        {"taken": 9, "dead-lettered": 0, "lost": 3}, **{"failover RTO": 50.0, "table RPO": 0.5, "stream RPO": 2.0}
    )
    second = trial(
        {"taken": 12, "dead-lettered": 1, "lost": 0}, **{"failover RTO": 60.0, "table RPO": 4.0, "stream RPO": 1.0}
    )
    head, row = table([result(first, second)])
    assert cells(head) == ["drill", "verdict", "RTO", "s", "RPO", "s", "taken", "dead-lettered", "lost"]
    assert cells(row) == ["some-drill", "PASS", "60", "4", "12", "1", "3"]


def test_a_drill_without_recovery_has_no_time_and_no_point():
    (_, row) = table([result(trial({"taken": 1, "dead-lettered": 0, "lost": 0}, wrong=0.0))])
    assert cells(row) == ["some-drill", "PASS", "-", "-", "1", "0", "0"]


def test_what_never_recovers_says_so():
    (_, row) = table([result(trial({"taken": 1, "dead-lettered": 0, "lost": 0}, **{"failover RTO": float("inf")}))])
    assert cells(row)[:3] == ["some-drill", "FAIL", "never"]


def test_a_drill_that_crashed_has_nothing_to_count():
    (_, row) = table([result(Trial({}, "it crashed"))])
    assert cells(row) == ["some-drill", "FAIL", "-", "-", "-", "-", "-"]
