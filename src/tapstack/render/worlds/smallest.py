"""The fewest changes of parameters that still show something."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def smallest(changes: Mapping[str, str], shows: Callable[[Mapping[str, str]], bool]) -> dict[str, str]:
    """``changes`` without each one that is not needed: ``shows`` says whether some of them show it alone.

    It is asked for sets that can be reached and for others: for those it has to say no.
    """
    kept = dict(changes)
    for name in changes:
        fewer = {other: text for other, text in kept.items() if other != name}
        if shows(fewer):
            kept = fewer
    return kept
