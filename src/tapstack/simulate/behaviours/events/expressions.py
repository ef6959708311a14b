"""When a schedule fires next: ``rate(1 minute)`` and ``cron(0 3 * * ? *)``, in UTC.

Source: EventBridge User Guide, "Cron expressions" and "Rate expressions". That a rate fires first one period after it
has begun is assumed.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from tapstack.simulate.behaviours.events.cron import NEVER, cron
from tapstack.simulate.resources import UnsupportedError

__all__ = ["NEVER", "next_after", "period"]

_RATE = re.compile(r"rate\((?:1 (minute|hour|day)|(?!0*1? )(\d+) (minute|hour|day)s)\)")
_CRON = re.compile(r"cron\((.+)\)")


def period(expression: str) -> timedelta | None:
    """The time between two firings of a rate; None for what is no rate. One unit is singular, more are plural."""
    if found := _RATE.fullmatch(expression.strip()):
        return timedelta(**{f"{found[1] or found[3]}s": int(found[2] or 1)})
    return None


def next_after(expression: str, moment: datetime, begun: datetime | None = None) -> datetime:
    """The first firing after a moment; a rate counts from when it has ``begun``, by default from the moment itself.

    NEVER for a schedule whose years are over. Raises UnsupportedError for what is no schedule of a rule.
    """
    if (step := period(expression)) is not None:
        start = begun or moment
        return start + step * ((moment - start) // step + 1)
    found = _CRON.fullmatch(expression.strip())
    if found is None:
        raise UnsupportedError(f"{expression} is no rate and no cron expression: such schedules are not simulated.")
    try:
        return cron(found[1]).after(moment)
    except ValueError as wrong:
        raise UnsupportedError(f"{expression} is no cron expression of EventBridge: {wrong}.") from wrong
