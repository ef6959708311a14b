"""Expressions of schedules: ``rate(5 minutes)``, ``cron(0 12 * * ? *)``, ``at(2026-01-31T12:00:00)``."""

from __future__ import annotations

import re
from datetime import datetime

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)(s?)\)")
_CRON = re.compile(r"cron\(([^()]*)\)")
_AT = re.compile(r"at\(([^()]*)\)")
_MONTHS = {
    "JAN": 1,
    "FEB": 2,
    "MAR": 3,
    "APR": 4,
    "MAY": 5,
    "JUN": 6,
    "JUL": 7,
    "AUG": 8,
    "SEP": 9,
    "OCT": 10,
    "NOV": 11,
    "DEC": 12,
}
_DAYS = {"SUN": 1, "MON": 2, "TUE": 3, "WED": 4, "THU": 5, "FRI": 6, "SAT": 7}
_NONE: dict[str, int] = {}
_FIELDS = (
    ("minutes", 0, 59, _NONE),
    ("hours", 0, 23, _NONE),
    ("day of month", 1, 31, _NONE),
    ("month", 1, 12, _MONTHS),
    ("day of week", 1, 7, _DAYS),
    ("year", 1970, 2199, _NONE),
)
_SPECIAL = {
    "day of month": re.compile(r"L|LW|L-\d{1,2}|\d{1,2}W|\?"),
    "day of week": re.compile(r"L|\?|(?:[1-7]|[A-Z]{3})L|(?:[1-7]|[A-Z]{3})#[1-5]"),
}


def wrong(expression: str, *, once: bool = False) -> str:
    """What is wrong with an expression; "" for nothing.

    ``once`` is the Scheduler, where ``at`` may stand too, and which takes either form of a unit.
    """
    if match := _RATE.fullmatch(expression):
        return _wrong_rate(int(match[1]), plural=(int(match[1]) != 1) if once else bool(match[3]))
    if match := _CRON.fullmatch(expression):
        return _wrong_cron(match[1].split())
    if once and (match := _AT.fullmatch(expression)):
        return _wrong_time(match[1])
    return "it is neither rate(number unit) nor cron(six fields)" + (" nor at(time)" if once else "")


def _wrong_rate(number: int, *, plural: bool) -> str:
    if number == 0:
        return "the rate is 0"
    if plural is (number == 1):
        return "1 goes with minute, hour or day; more go with minutes, hours or days"
    return ""


def _wrong_cron(fields: list[str]) -> str:
    if len(fields) != 6:
        return f"it has {len(fields)} fields; six are needed: minutes hours day month weekday year"
    if (fields[2] == "?") is (fields[4] == "?"):
        return "one of day of month and day of week must be ?, and not both"
    for (name, least, most, names), text in zip(_FIELDS, fields, strict=True):
        for part in text.split(","):
            if not _good(part.upper(), name, (least, most), names):
                return f"{part} cannot be the {name}"
    return ""


def _good(part: str, name: str, limits: tuple[int, int], names: dict[str, int]) -> bool:
    special = _SPECIAL.get(name)
    if special and special.fullmatch(part):
        return True
    start, _, step = part.partition("/")
    if "/" in part and not (step.isdigit() and int(step) > 0):
        return False
    if start == "*" or (start == "" and step):
        return True
    ends = [names.get(end, int(end) if end.isdigit() else -1) for end in start.split("-")]
    return len(ends) <= 2 and all(limits[0] <= end <= limits[1] for end in ends)


def _wrong_time(text: str) -> str:
    try:
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%S")  # noqa: DTZ007 - its zone is a property of its own
    except ValueError:
        return f"{text} is no time of the form 2026-01-31T12:00:00"
    return ""
