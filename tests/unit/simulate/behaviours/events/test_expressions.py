"""When schedules fire: rates, and every sign of EventBridge's cron."""

from datetime import UTC, datetime, timedelta

import pytest

from tapstack.simulate.behaviours.events.expressions import NEVER, next_after, period
from tapstack.simulate.resources import UnsupportedError

WEDNESDAY = datetime(2026, 11, 25, 10, 0, 30, tzinfo=UTC)
FIRINGS = [
    ("0 3 * * ? *", "2026-11-26 03:00", "2026-11-27 03:00"),
    ("0/15 8-17 ? * MON-FRI *", "2026-11-25 10:15", "2026-11-25 10:30"),
    ("5,35/10 14 * * ? *", "2026-11-25 14:05", "2026-11-25 14:35"),
    ("0-10/5 1 * * ? *", "2026-11-26 01:00", "2026-11-26 01:05"),
    ("*/20 10 * * ? *", "2026-11-25 10:20", "2026-11-25 10:40"),
    ("0 0 31 * ? *", "2026-12-31 00:00", "2027-01-31 00:00"),
    ("0 12 1/5 * ? *", "2026-11-26 12:00", "2026-12-01 12:00"),
    ("0 0 29 2 ? *", "2028-02-29 00:00", "2032-02-29 00:00"),
    ("30 9 1,15 JAN,jul ? 2027/2", "2027-01-01 09:30", "2027-01-15 09:30"),
    ("0 0 1 1 ? 2030-2031", "2030-01-01 00:00", "2031-01-01 00:00"),
    ("0 0 L * ? *", "2026-11-30 00:00", "2026-12-31 00:00"),
    ("0 0 L-3 * ? *", "2026-11-27 00:00", "2026-12-28 00:00"),
    ("0 0 LW 1-5 ? 2027", "2027-01-29 00:00", "2027-02-26 00:00"),
    ("0 0 15W 8,11 ? 2026/1", "2027-08-16 00:00", "2027-11-15 00:00"),
    ("0 0 1W 5,8 ? 2027", "2027-05-03 00:00", "2027-08-02 00:00"),
    ("0 0 31W 1,2,10 ? 2027", "2027-01-29 00:00", "2027-10-29 00:00"),
    ("0 0 ? * 6L *", "2026-11-27 00:00", "2026-12-25 00:00"),
    ("0 0 ? * FRI#3 *", "2026-12-18 00:00", "2027-01-15 00:00"),
    ("0 0 ? * 2#5 *", "2026-11-30 00:00", "2027-03-29 00:00"),
    ("0 0 ? 2 MON#5 *", "2044-02-29 00:00", "2072-02-29 00:00"),
    ("0 0 ? * L *", "2026-11-28 00:00", "2026-12-05 00:00"),
    ("10 0 ? * SAT-MON *", "2026-11-28 00:10", "2026-11-29 00:10"),
    ("0 0 ? * SUN,3 *", "2026-11-29 00:00", "2026-12-01 00:00"),
]


@pytest.mark.parametrize(("fields", "first", "second"), FIRINGS, ids=[row[0] for row in FIRINGS])
def test_cron_fires_at_its_times(fields, first, second):
    found = next_after(f"cron({fields})", WEDNESDAY)
    assert [found, next_after(f"cron({fields})", found)] == [
        datetime.fromisoformat(f"{text}:00+00:00") for text in (first, second)
    ]


@pytest.mark.parametrize("fields", ["0 0 1 1 ? 2020", "0 0 31 2 ? *", "0 10 25 11 ? 2026"])
def test_a_schedule_that_is_over_never_fires(fields):
    assert next_after(f"cron({fields})", WEDNESDAY) == NEVER


def test_a_firing_is_after_the_moment_and_not_at_it():
    at = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
    assert next_after("cron(0 3 * * ? *)", at) == at + timedelta(days=1)
    assert next_after("cron(0 3 * * ? *)", at - timedelta(seconds=1)) == at


@pytest.mark.parametrize(
    ("expression", "seconds"),
    [("rate(1 minute)", 60), ("rate(5 minutes)", 300), ("rate(10 hours)", 36_000), ("rate(1 day)", 86_400)],
)
def test_a_rate_has_its_period(expression, seconds):
    assert period(expression) == timedelta(seconds=seconds)


def test_a_rate_fires_first_after_one_period():
    assert next_after("rate(5 minutes)", WEDNESDAY) == WEDNESDAY + timedelta(minutes=5)


def test_a_rate_counts_from_its_beginning():
    now = WEDNESDAY + timedelta(minutes=7)
    assert next_after("rate(5 minutes)", now, begun=WEDNESDAY) == WEDNESDAY + timedelta(minutes=10)
    assert next_after("rate(7 minutes)", now, begun=WEDNESDAY) == WEDNESDAY + timedelta(minutes=14)


@pytest.mark.parametrize(
    "expression",
    [
        *("rate(1 minutes)", "rate(2 minute)", "rate(0 minutes)", "rate(5 weeks)", "at(2026-12-01T00:00:00)", ""),
        *("cron(0 3 * * *)", "cron(0 3 * * * *)", "cron(0 3 ? * ? *)", "cron(60 3 * * ? *)", "cron(0 3 32W * ? *)"),
        *(
            "cron(0 3 ? * 8 *)",
            "cron(x 3 * * ? *)",
            "cron(0 3 * * ? 1969)",
            "cron(*/0 3 * * ? *)",
            "cron(0 0 ? * 2#6 *)",
        ),
    ],
)
def test_what_is_no_schedule_is_named(expression):
    with pytest.raises(UnsupportedError) as refused:
        next_after(expression, WEDNESDAY)
    assert expression in str(refused.value)
