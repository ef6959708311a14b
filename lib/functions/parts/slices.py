"""When a slice of a task ends."""

import time
from typing import Any

RESERVE = 60  # seconds before the function's timeout at which a slice ends


def deadline_of(context: Any) -> float:
    """When the slice of this invocation ends, in seconds since the epoch."""
    return float(time.time() + context.get_remaining_time_in_millis() / 1000 - RESERVE)
