"""How a job ends that does not complete."""

from __future__ import annotations


class JobEndedError(Exception):
    """A job cannot go on: it ends in ``state``, with a message."""

    def __init__(self, message: str, state: str = "FAILED") -> None:
        super().__init__(message)
        self.message = message
        self.state = state
