"""Expressions of schedules that EventBridge reads, and what is wrong with those that it does not."""

import pytest

from tapstack.checks.truths.events.schedules import wrong


@pytest.mark.parametrize(
    "expression",
    [
        "rate(1 minute)",
        "rate(5 minutes)",
        "rate(7 days)",
        "cron(0 12 * * ? *)",
        "cron(0/15 8-18 ? JAN-JUN,12 MON-FRI 2026/2)",
        "cron(0 12 L * ? *)",
        "cron(0 12 15W * ? *)",
        "cron(0 12 ? * 6L *)",
        "cron(0 12 ? * FRI#3 *)",
        "cron(*/5 * * * ? *)",
    ],
)
def test_it_is_read(expression: str) -> None:
    assert wrong(expression) == ""


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("rate(0 minutes)", "is 0"),
        ("rate(1 minutes)", "1 goes with"),
        ("rate(5 minute)", "1 goes with"),
        ("rate(5 weeks)", "neither"),
        ("cron(0 12 * * *)", "5 fields"),
        ("cron(0 12 * * * *)", "?"),
        ("cron(0 12 ? * ? *)", "?"),
        ("cron(60 12 * * ? *)", "minutes"),
        ("cron(0 12 32 * ? *)", "day of month"),
        ("cron(0 12 * 13 ? *)", "month"),
        ("cron(0 12 ? * MOO *)", "day of week"),
        ("cron(0 12 ? * 6#6 *)", "day of week"),
        ("cron(0/0 12 * * ? *)", "minutes"),
        ("at(2026-01-31T12:00:00)", "neither"),
    ],
)
def test_it_is_refused(expression: str, why: str) -> None:
    assert why in wrong(expression)


def test_a_time_stands_only_where_it_may() -> None:
    assert wrong("at(2026-01-31T12:00:00)", once=True) == ""
    assert "no time" in wrong("at(2026-02-30T12:00:00)", once=True)
