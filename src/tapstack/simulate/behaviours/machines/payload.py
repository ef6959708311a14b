"""A state's data as text, and how large it may be.

Source: Step Functions service quotas: 262,144 bytes of input or output of a task, state or execution, as UTF-8. That
they are counted of the text without spaces is assumed.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tapstack.simulate.behaviours.machines.failure import TOO_LARGE, StateError

MOST_BYTES = 262_144


def text(data: Any) -> str:
    """Data as JSON without spaces."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def is_large(told: str) -> bool:
    """Whether a text is larger than the quota."""
    return len(told) * 4 > MOST_BYTES and len(told.encode()) > MOST_BYTES


def refuse_large(data: Any, what: str) -> str:
    """The data as text. Raises StateError where it is larger than the quota; ``what`` made it."""
    told = text(data)
    if is_large(told):
        why = "returned a result with a size exceeding the maximum number of bytes service limit."
        raise StateError(TOO_LARGE, f"The state/task '{what}' {why}")
    return told


def stamp(moment: datetime) -> str:
    """A moment as the context object has it: UTC, with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
