"""The days of a month that a cron expression names, by their number or by the day of the week.

Source: as in cron.py; ``LW`` and ``L-3`` are Quartz's, of which this dialect is one: assumed.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from tapstack.simulate.behaviours.events.cron_values import values

_WEEK = ("", "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_SATURDAY, _SUNDAY = 7, 1
_LAST = re.compile(r"L(?:-(\d+))?(W?)")
_NEAREST = re.compile(r"(\d+)W")
_NTH = re.compile(r"(\w+)#([1-5])")
_LAST_OF_WEEK = re.compile(r"(\w+)L")


class DaysOfMonth:
    """``*``, numbers, ``L`` the last day, ``15W`` the weekday nearest to the 15th within its month."""

    def __init__(self, field: str) -> None:
        self._last, self._nearest = _LAST.fullmatch(field), _NEAREST.fullmatch(field)
        self._numbers = () if self._last or self._nearest else values(field, 1, 31)
        if self._nearest and not 1 <= int(self._nearest[1]) <= 31:
            raise ValueError(f"{field} is no day of a month")

    def of(self, year: int, month: int) -> list[int]:
        """The days of one month."""
        length = calendar.monthrange(year, month)[1]
        if self._last:
            day = length - int(self._last[1] or 0)
            return [_weekday(year, month, day) if self._last[2] else day] if day > 0 else []
        if self._nearest:
            day = int(self._nearest[1])
            return [_weekday(year, month, day)] if day <= length else []
        return [day for day in self._numbers if day <= length]


class DaysOfWeek:
    """``*``, numbers from Sunday on or names, ``L`` Saturday, ``6L`` the last Friday, ``6#3`` the third one."""

    def __init__(self, field: str) -> None:
        self._nth, self._last = _NTH.fullmatch(field), _LAST_OF_WEEK.fullmatch(field)
        named = self._nth or self._last
        self._week = (_SATURDAY,) if field == "L" else values(named[1] if named else field, 1, 7, _WEEK)

    def of(self, year: int, month: int) -> list[int]:
        """The days of one month."""
        length = calendar.monthrange(year, month)[1]
        days = [day for day in range(1, length + 1) if _day_of_week(year, month, day) in self._week]
        if self._nth:
            return days[int(self._nth[2]) - 1 : int(self._nth[2])]
        return days[-1:] if self._last else days


def _day_of_week(year: int, month: int, day: int) -> int:
    return date(year, month, day).isoweekday() % 7 + 1


def _weekday(year: int, month: int, day: int) -> int:
    """The nearest day from Monday to Friday that is in the same month."""
    of_week, length = _day_of_week(year, month, day), calendar.monthrange(year, month)[1]
    if of_week == _SATURDAY:
        return day - 1 if day > 1 else day + 2
    if of_week == _SUNDAY:
        return day + 1 if day < length else day - 2
    return day
