"""How a state fails: an error's name, and its cause.

Source: Step Functions Developer Guide, "Handling errors in Step Functions workflows": States.Runtime "isn't retriable,
and will always cause the execution to fail"; States.ALL does not catch States.DataLimitExceeded; States.Timeout is also
what a missing heartbeat is. That States.TaskFailed does not mean States.DataLimitExceeded is assumed.
"""

from __future__ import annotations

from collections.abc import Sequence

RUNTIME, TIMEOUT, TASK_FAILED, ALL = "States.Runtime", "States.Timeout", "States.TaskFailed", "States.ALL"
HEARTBEAT, TOO_LARGE, INTRINSIC = "States.HeartbeatTimeout", "States.DataLimitExceeded", "States.IntrinsicFailure"
RESULT_PATH, NO_CHOICE = "States.ResultPathMatchFailure", "States.NoChoiceMatched"


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
        if self.name == RUNTIME:
            return False
        if self.name in names or (self.name == HEARTBEAT and TIMEOUT in names):
            return True
        if self.name == TOO_LARGE:
            return False
        return ALL in names or (TASK_FAILED in names and self.name != TIMEOUT)


class StoppedError(Exception):
    """The execution, or the branch, has ended meanwhile."""
