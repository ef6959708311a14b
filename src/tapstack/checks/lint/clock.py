"""The day for which cfn-lint judges what ages."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

DATED_RULES = ("E2531", "E2533", "W2531")
"""Deprecated runtimes: the only rules of cfn-lint 1.58.0 that read the clock."""


@contextlib.contextmanager
def calendar(rules: Any, as_of: date) -> Iterator[None]:
    """While it lasts, the dated rules take ``as_of`` for today.

    cfn-lint has no setting for it; its rules call ``datetime.today()`` of their own module, so that
    name is exchanged there and nowhere else. (They are not in ``sys.modules``: cfn-lint loads them by file.)
    """
    if as_of == date.today():  # noqa: DTZ011  cfn-lint compares with the local day
        yield
        return
    scopes = [type(rules[rule]).validate.__globals__ for rule in DATED_RULES if rule in rules]
    before = [scope["datetime"] for scope in scopes]
    try:
        for scope in scopes:
            scope["datetime"] = _fixed(as_of)
        yield
    finally:
        for scope, original in zip(scopes, before, strict=True):
            scope["datetime"] = original


def _fixed(as_of: date) -> type[datetime]:
    class Fixed(datetime):
        @classmethod
        def today(cls) -> Fixed:
            return cls(as_of.year, as_of.month, as_of.day)

    return Fixed
