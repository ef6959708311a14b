"""The fewest changes of parameters that still show something."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

Changes = Mapping[str, str]


def smallest(parts: Sequence[Changes], shows: Callable[[Changes], bool]) -> dict[str, str]:
    """Of changes that show it together, those that are needed; the likeliest stand first.

    ``shows`` says whether some changes show it alone; it is asked for sets that can be reached and for others: for
    those it has to say no.
    """
    count = 1
    while count < len(parts) and not shows(_merged(parts[:count])):
        count *= 2
    kept = _needed(parts[:count], shows)
    return _merged(_needed([{name: text} for name, text in _merged(kept).items()], shows))


def _needed(parts: Sequence[Changes], shows: Callable[[Changes], bool]) -> Sequence[Changes]:
    kept = parts
    for part in parts:
        fewer = [other for other in kept if other is not part]
        if fewer and shows(_merged(fewer)):
            kept = fewer
    return kept


def _merged(parts: Sequence[Changes]) -> dict[str, str]:
    return {name: text for part in parts for name, text in part.items()}
