"""When a schedule is due next: a shim, until ``behaviours/events/expressions.py`` has the whole language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tapstack.simulate.resources import UnsupportedError


def next_after(expression: str, moment: datetime) -> datetime:
    """The first moment after this one at which a daily schedule is due. Raises UnsupportedError for any other."""
    fields = expression.removeprefix("cron(").removesuffix(")").split()
    daily = expression.startswith("cron(") and len(fields) == 6 and set(fields[2:]) <= {"*", "?"}
    if not (daily and fields[0].isdigit() and fields[1].isdigit()):
        raise UnsupportedError(f"The simulator does not know the schedule {expression}.")
    now = moment.astimezone(UTC)
    due = now.replace(hour=int(fields[1]), minute=int(fields[0]), second=0, microsecond=0)
    return due if due > now else due + timedelta(days=1)
