"""The numbers that a field of a cron expression names."""

from __future__ import annotations


def values(field: str, low: int, high: int, names: tuple[str, ...] = ()) -> tuple[int, ...]:
    """The numbers of ``1,5-9,*/10`` in their order; a range may go round. Raises ValueError for what is no such list.

    ``names`` are those of the numbers from 0 on.
    """
    found = {number for part in field.split(",") for number in _part(part, low, high, names)}
    return tuple(sorted(found))


def _part(part: str, low: int, high: int, names: tuple[str, ...]) -> list[int]:
    span, slash, step = part.partition("/")
    start, dash, end = span.partition("-")
    if span == "*":
        first, last = low, high
    elif dash:
        first, last = _number(start, low, high, names), _number(end, low, high, names)
    else:
        first = _number(start, low, high, names)
        last = high if slash else first
    whole = list(range(first, last + 1)) if first <= last else [*range(first, high + 1), *range(low, last + 1)]
    return whole[:: _number(step, 1, high, ()) if slash else 1]


def _number(text: str, low: int, high: int, names: tuple[str, ...]) -> int:
    number = names.index(text) if text in names and text else int(text)
    if not low <= number <= high:
        raise ValueError(f"{text} is not between {low} and {high}")
    return number
