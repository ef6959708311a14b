"""Schedules in cron form: what is wrong with one, field by field."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_EXPRESSION = re.compile(r"cron\((.*)\)", re.DOTALL)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")


class _Field(NamedTuple):
    name: str
    least: int
    most: int
    words: tuple[str, ...] = ()
    special: re.Pattern[str] = re.compile(r"(?!)")


_FIELDS = (
    _Field("minutes", 0, 59),
    _Field("hours", 0, 23),
    _Field("day of month", 1, 31, (), re.compile(r"L|LW|L-\d+|([1-9]|[12]\d|3[01])W")),
    _Field("month", 1, 12, _MONTHS),
    _Field("day of week", 1, 7, _DAYS, re.compile(r"L|([1-7]|[A-Z]{3})L|([1-7]|[A-Z]{3})#[1-5]")),
    _Field("year", 1970, 2199),
)


def wrong_with(text: str) -> Iterator[str]:
    """What is wrong with a schedule, as the end of a sentence about it."""
    found = _EXPRESSION.fullmatch(text.strip())
    if not found:
        yield "is no cron(...) expression"
        return
    fields = found[1].split()
    if len(fields) != len(_FIELDS):
        yield f"has {len(fields)} fields; it takes 6"
        return
    if [fields[2], fields[4]].count("?") != 1:
        yield "needs ? for exactly one of day of month and day of week"
    for value, field in zip(fields, _FIELDS, strict=True):
        if not (value == "?" and field.name.startswith("day")) and not _holds(value, field):
            yield f"has {value} for {field.name}"


def _holds(value: str, field: _Field) -> bool:
    return all(_one(part.upper(), field) for part in value.split(","))


def _one(part: str, field: _Field) -> bool:
    if field.special.fullmatch(part):
        return True
    base, slash, step = part.partition("/")
    if slash and not (step.isdecimal() and int(step) > 0):
        return False
    if base == "*" or (slash and not base):
        return True
    ends = [_number(end, field) for end in base.split("-")]
    return len(ends) <= 2 and all(end is not None and field.least <= end <= field.most for end in ends)


def _number(text: str, field: _Field) -> int | None:
    if text in field.words:
        return field.words.index(text) + 1
    return int(text) if text.isdecimal() else None
