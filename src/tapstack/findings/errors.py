"""The errors that end a command, each with its exit code and what the user can do about it."""

from functools import partial
from pathlib import Path
from typing import Any


class TapstackError(Exception):
    """Ends a command with one line: where, what is wrong, what to do."""

    exit_code = 4

    def __init__(
        self,
        message: str,
        *,
        remedy: str,
        file: str | Path | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.file = None if file is None else str(file)
        self.line = line
        self.column = column

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled by what it says: another process may have raised it."""
        place: dict[str, Any] = {"remedy": self.remedy, "file": self.file, "line": self.line, "column": self.column}
        return partial(type(self), self.message, **place), ()

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{where}: {self.message} {self.remedy}" if where else f"{self.message} {self.remedy}"


class InputError(TapstackError):
    """Usage, or an input from which nothing can be built."""

    exit_code = 2


class MissingToolError(TapstackError):
    """A tool or an environment that the command needs is not there."""

    exit_code = 3


class NothingCheckedError(TapstackError):
    """Nothing was checked, or something met is unsupported."""

    exit_code = 5
