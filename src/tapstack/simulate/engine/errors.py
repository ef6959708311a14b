"""What CloudFormation's API refuses before anything is done. Source: botocore cloudformation, its error shapes."""

from __future__ import annotations


class StackError(Exception):
    """A request that is refused: AWS's code and message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


def invalid(message: str) -> StackError:
    """A ValidationError."""
    return StackError("ValidationError", message)
