"""How a function waits for a service that is busy."""

import random
import time


def wait(attempt: int, first: float, most: float) -> None:
    """Wait before the attempt after the one of this number, from 0.

    Up to ``first`` seconds, up to twice as long each time, up to ``most``; not all workers alike.
    """
    time.sleep(random.uniform(0, min(most, first * 2 ** min(attempt, 10))))  # noqa: S311 - jitter, no secret
