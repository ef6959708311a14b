"""How a state fails: an error's name, and its cause.

Source: Step Functions Developer Guide, "Handling errors in Step Functions workflows".
"""

from __future__ import annotations

from collections.abc import Sequence

RUNTIME, TIMEOUT, TASK_FAILED, ALL = "States.Runtime", "States.Timeout", "States.TaskFailed", "States.ALL"
TOO_LARGE = "States.DataLimitExceeded"
_TERMINAL = (RUNTIME, TOO_LARGE)
"""States.ALL does not catch these."""


class StateError(Exception):
    """``name`` is what Retry and Catch compare."""

    def __init__(self, name: str, cause: str = "") -> None:
        super().__init__(name, cause)  # simpy makes it anew from these
        self.name = name
        self.cause = cause

    def __str__(self) -> str:
        return f"{self.name}: {self.cause}"

    def fits(self, names: Sequence[str]) -> bool:
        """Whether a list of error names means this error."""
        if self.name in names:
            return True
        if ALL in names:
            return self.name not in _TERMINAL
        return TASK_FAILED in names and self.name not in (TIMEOUT, *_TERMINAL)


class StoppedError(Exception):
    """The execution, or the branch, has ended meanwhile."""
