"""When a schedule fires next: ``rate(1 minute)`` and ``cron(0 3 * * ? *)``, in UTC.

Source: EventBridge User Guide, "Cron expressions" and "Rate expressions". pyawscron knows AWS's dialect of cron.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from pyawscron import AWSCron

from tapstack.simulate.resources import UnsupportedError

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_CRON = re.compile(r"cron\((.+)\)")


def period(expression: str) -> timedelta | None:
    """The time between two firings of a rate; None for cron."""
    if found := _RATE.fullmatch(expression.strip()):
        return timedelta(**{f"{found[2]}s": int(found[1])})
    return None


def next_after(expression: str, moment: datetime, begun: datetime | None = None) -> datetime:
    """The first firing after a moment; a rate counts from when it has ``begun``, by default from the moment itself.

    Raises UnsupportedError for what is neither.
    """
    if (step := period(expression)) is not None:
        start = begun or moment
        return start + step * ((moment - start) // step + 1)
    if found := _CRON.fullmatch(expression.strip()):
        following: datetime = AWSCron(found[1]).occurrence(moment.astimezone(UTC)).next()
        return following
    raise UnsupportedError(f"{expression} is a schedule of a kind that is not simulated.")
