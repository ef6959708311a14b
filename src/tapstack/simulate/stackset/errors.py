"""What the StackSet API refuses at once. Source: botocore cloudformation, the error shapes of its operations."""

from __future__ import annotations


class StackSetError(Exception):
    """A request that is refused: AWS's code and message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


def invalid(message: str) -> StackSetError:
    """A ValidationError."""
    return StackSetError("ValidationError", message)
