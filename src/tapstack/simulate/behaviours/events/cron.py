"""EventBridge's dialect of cron: six fields, with ``?``, ``L``, ``W``, ``#`` and years, in UTC.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html. Of the libraries,
pyawscron 1.0.7 fails at ``31`` of a short month, and aws-croniter 2.1.1 gives no time for ``L`` among days of the week.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from tapstack.simulate.behaviours.events.cron_days import DaysOfMonth, DaysOfWeek
from tapstack.simulate.behaviours.events.cron_values import values

NEVER = datetime.max.replace(tzinfo=UTC)
"""When a schedule fires that fires no more."""
_MONTHS = tuple(name.upper() for name in calendar.month_abbr)
_FIELDS = 6


@dataclass(frozen=True)
class Cron:
    """A schedule: ``times`` of a day in their order, and the days."""

    times: tuple[time, ...]
    days: DaysOfMonth | DaysOfWeek
    months: tuple[int, ...]
    years: tuple[int, ...]

    def after(self, moment: datetime) -> datetime:
        """The first firing after a moment, or NEVER."""
        first = moment.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
        for day in self._days(first):
            for at in self.times:
                if (found := datetime.combine(day, at, UTC)) >= first:
                    return found
        return NEVER

    def _days(self, first: datetime) -> Iterator[datetime]:
        """The days on which it fires, from that of ``first`` on."""
        for year in self.years:
            for month in self.months:
                if (year, month) >= (first.year, first.month):
                    days = (datetime(year, month, day, tzinfo=UTC) for day in self.days.of(year, month))
                    yield from (day for day in days if day.date() >= first.date())


@lru_cache
def cron(text: str) -> Cron:
    """The schedule of six fields. Raises ValueError for what is none."""
    fields = text.upper().split()
    if len(fields) != _FIELDS:
        raise ValueError(f"it has {len(fields)} fields, not {_FIELDS}")
    minutes, hours, of_month, months, of_week, years = fields
    if (of_month == "?") == (of_week == "?"):
        raise ValueError("exactly one of day-of-month and day-of-week must be ?")
    clock = tuple(time(hour, minute) for hour in values(hours, 0, 23) for minute in values(minutes, 0, 59))
    days = DaysOfMonth(of_month) if of_week == "?" else DaysOfWeek(of_week)
    return Cron(clock, days, values(months, 1, 12, _MONTHS), values(years, 1970, 2199))
