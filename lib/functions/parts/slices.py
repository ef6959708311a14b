"""What tasks share that work in slices: when one ends, and how it waits for a busy service."""

import random
import time
from typing import Any

RESERVE = 60  # seconds before the function's timeout at which a slice ends


def deadline_of(context: Any) -> float:
    """When the slice of this invocation ends, in seconds since the epoch."""
    return float(time.time() + context.get_remaining_time_in_millis() / 1000 - RESERVE)


def wait(number: int) -> None:
    """Wait before the attempt after the one of this number, from 0: up to 0.1 s, twice as long each time, up to 5 s."""
    time.sleep(random.uniform(0, min(5, 0.1 * 2 ** min(number, 6))))  # noqa: S311 - jitter, no secret
